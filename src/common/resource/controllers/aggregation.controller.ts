import { Controller, Get, Inject, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Reply } from '../../http/reply.js';
import type { ResourceRoutes } from '../routes/resource-routes.js';
import { parametersOf } from '../routes/url-rule.js';
import { LookupReader } from '../http/lookup-reader.js';
import { toRoutePath } from '../http/route-path.js';
import { OfResource } from '../http/of-resource.decorator.js';
import { replyResults } from '../http/replies.js';
import { Routed, type RoutedRequest } from '../http/routed-request.js';
import { parseAggregationQuery } from '../query/aggregation/parse-aggregation-query.js';
import { ResourceService } from '../resource.service.js';
import { resourceServiceToken } from '../resource.tokens.js';

/** Makes the controller of a resource that is computed: a collection that can be read, and no items. */
export function createAggregationController(routes: ResourceRoutes): Type {
  const InCollection = Routed(new LookupReader(parametersOf(routes.collection).map((parameter) => [parameter])));

  @ApiExcludeController() // openapi/ describes it from the definition and the settings, which no decorator knows
  @OfResource(routes.name)
  @Controller(toRoutePath(routes.collection))
  class AggregationController {
    constructor(@Inject(resourceServiceToken(routes)) private readonly service: ResourceService) {}

    @Get()
    async list(@InCollection request: RoutedRequest): Promise<Reply> {
      const { queryTarget } = this.service;
      const linked = this.service.linkedAt(request.lookup);
      const parameters = linked.definition.aggregation?.parameters ?? [];
      const asked = parseAggregationQuery(request.rawQuery, queryTarget.settings, parameters);
      return replyResults(await this.service.aggregate(asked, request), linked);
    }
  }

  Object.defineProperty(AggregationController, 'name', { value: `AggregationController(${routes.name})` });
  return AggregationController;
}
