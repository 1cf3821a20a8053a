import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Settings } from '../../config/settings.js';
import { Reply } from '../http/reply.js';
import { cacheHeaders } from './http/cache-headers.js';
import { representHome } from './representation/represent-home.js';
import { ResourceRegistry } from './resource.registry.js';

/** The root of the API, where a client starts following links. */
@ApiExcludeController() // openapi/describe-resources.ts knows what it shows
@Controller()
export class HomeController {
  constructor(
    private readonly registry: ResourceRegistry,
    private readonly settings: Settings,
  ) {}

  @Get()
  show(): Reply {
    const definitions = this.registry.resources.map(({ definition }) => definition);
    return new Reply(200, representHome(definitions), cacheHeaders(this.settings));
  }
}
