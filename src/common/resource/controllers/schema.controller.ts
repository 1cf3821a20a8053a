import { Controller, Get, Param, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Settings } from '../../../config/settings.js';
import { NotFound } from '../../errors/api-error.js';
import { Reply } from '../../http/reply.js';
import { fieldsOf } from '../definition/declare-field.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { toCerberus } from '../definition/to-cerberus.js';
import { cacheHeaders } from '../http/cache-headers.js';
import { ResourceRegistry } from '../resource.registry.js';

/** Makes the controller that reports what documents of each resource look like, in Cerberus' vocabulary. */
export function createSchemaController(path: string): Type {
  @ApiExcludeController() // openapi/paths/describe-schemas.ts knows what it shows
  @Controller(path)
  class SchemaController {
    constructor(
      private readonly registry: ResourceRegistry,
      private readonly settings: Settings,
    ) {}

    @Get()
    showAll(): Reply {
      const schemas = this.registry.served.map((definition) => [definition.name, schemaOf(definition)] as const);
      return this.reply(Object.fromEntries(schemas));
    }

    @Get(':resource')
    show(@Param('resource') name: string): Reply {
      const definition = this.registry.served.find((served) => served.name === name);
      if (!definition) throw new NotFound();
      return this.reply(schemaOf(definition));
    }

    private reply(body: unknown): Reply {
      return new Reply(200, body, cacheHeaders(this.settings));
    }
  }

  return SchemaController;
}

function schemaOf({ model, id }: ResourceDefinition): unknown {
  return toCerberus(fieldsOf(model), id);
}
