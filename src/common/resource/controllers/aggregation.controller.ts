import { Controller, Get, Inject, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Caller } from '../../caller.js';
import type { Reply } from '../../http/reply.js';
import type { ResourceRoutes } from '../routes/resource-routes.js';
import { parametersOf } from '../routes/url-rule.js';
import { LookupPipe } from '../http/lookup.pipe.js';
import { toRoutePath } from '../http/route-path.js';
import { OfResource } from '../http/of-resource.decorator.js';
import { replyResults } from '../http/replies.js';
import { Calling, Located, RawQuery } from '../http/request-parts.js';
import type { Lookup } from '../lookup/lookup.js';
import { parseAggregationQuery } from '../query/aggregation/parse-aggregation-query.js';
import { ResourceService } from '../resource.service.js';
import { resourceServiceToken } from '../resource.tokens.js';

/** Makes the controller of a resource that is computed: a collection that can be read, and no items. */
export function createAggregationController(routes: ResourceRoutes): Type {
  const InCollection = Located(new LookupPipe(parametersOf(routes.collection).map((parameter) => [parameter])));

  @ApiExcludeController() // openapi/ describes it from the definition and the settings, which no decorator knows
  @OfResource(routes.name)
  @Controller(toRoutePath(routes.collection))
  class AggregationController {
    constructor(@Inject(resourceServiceToken(routes)) private readonly service: ResourceService) {}

    @Get()
    async list(@RawQuery() query: string, @InCollection lookup: Lookup, @Calling() caller: Caller): Promise<Reply> {
      const { queryTarget } = this.service;
      const linked = this.service.linkedAt(lookup);
      const parameters = linked.definition.aggregation?.parameters ?? [];
      const asked = parseAggregationQuery(query, queryTarget.settings, parameters);
      return replyResults(await this.service.aggregate(asked, { lookup, caller }), linked);
    }
  }

  Object.defineProperty(AggregationController, 'name', { value: `AggregationController(${routes.name})` });
  return AggregationController;
}
