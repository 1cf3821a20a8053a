import { Controller, Get, Inject, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Settings } from '../../config/settings.js';
import type { Reply } from '../http/reply.js';
import type { Aggregation } from './definition/aggregation.js';
import type { ResourceDefinition } from './definition/resource-definition.js';
import type { CachePolicy } from './http/cache-headers.js';
import { replyResults } from './http/replies.js';
import { RawQuery } from './http/request-parts.js';
import { parseAggregationQuery } from './query/parse-aggregation-query.js';
import { ResourceService } from './resource.service.js';
import { resourceServiceToken } from './resource.tokens.js';

/** Makes the controller of a resource that is computed: a collection that can be read, and no items. */
export function createAggregationController(definition: ResourceDefinition, { parameters }: Aggregation): Type {
  @ApiExcludeController() // openapi/ describes it from the definition and the settings, which no decorator knows
  @Controller(definition.url)
  class AggregationController {
    private readonly cachePolicy: CachePolicy;

    constructor(
      @Inject(resourceServiceToken(definition)) private readonly service: ResourceService,
      settings: Settings,
    ) {
      const { cacheControl = settings.cacheControl, cacheExpires = settings.cacheExpires } = definition;
      this.cachePolicy = { cacheControl, cacheExpires };
    }

    @Get()
    async list(@RawQuery() query: string): Promise<Reply> {
      const { queryTarget, linked } = this.service;
      const results = await this.service.aggregate(parseAggregationQuery(query, queryTarget.settings, parameters));
      return replyResults(results, linked, this.cachePolicy);
    }
  }

  Object.defineProperty(AggregationController, 'name', { value: `${definition.model.name}Controller` });
  return AggregationController;
}
