import { Body, Controller, Delete, Get, Headers, Inject, Patch, Post, Put, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { apiRoot } from '../../../config/api-root.js';
import { Settings } from '../../../config/settings.js';
import type { Caller } from '../../caller.js';
import { OffersPage } from '../../http/formats/html/offers-page.decorator.js';
import type { Reply } from '../../http/reply.js';
import type { ItemMethod, ResourceMethod, ResourceRoutes } from '../routes/resource-routes.js';
import { parametersOf } from '../routes/url-rule.js';
import { parseTagList, type ConditionalHeaders } from '../document/preconditions.js';
import type { Payload } from '../validation/validate-document.js';
import { DocumentPipe } from '../http/document.pipe.js';
import { LookupPipe } from '../http/lookup.pipe.js';
import { OfResource } from '../http/of-resource.decorator.js';
import { NO_CONTENT, replyItem, replyPage, replyWritten } from '../http/replies.js';
import { requireNoCondition, requireNoQuery } from '../http/collection-requests.js';
import { toItemParameter, toRoutePath } from '../http/route-path.js';
import { Calling, Located, RawQuery } from '../http/request-parts.js';
import type { Lookup } from '../lookup/lookup.js';
import type { ItemQuery } from '../query/list-query.js';
import { parseItemQuery, parseListQuery } from '../query/parse-list-query.js';
import { ResourceService } from '../resource.service.js';
import { resourceServiceToken } from '../resource.tokens.js';

/**
 * Makes the controller of one resource: its routes, each a translation from HTTP to one call of the service and back.
 * The class is declared in here because swagger keeps what it knows on the methods themselves.
 */
export function createResourceController(routes: ResourceRoutes): Type {
  const onCollection = (method: ResourceMethod, route: MethodDecorator): MethodDecorator =>
    routes.resourceMethods.includes(method) ? route : leaveOut;
  const onItem = (method: ItemMethod, toRoute: (path: string) => MethodDecorator): MethodDecorator =>
    routes.itemLookup && routes.itemMethods.includes(method) ? toRoute(toItemParameter([routes.item])) : leaveOut;
  const { readings } = routes;
  const values = parametersOf(routes.collection).map((parameter) => [parameter]);
  const InCollection = Located(new LookupPipe(values));
  const InItem = Located(new LookupPipe([...values, [routes.item]], routes.item));
  const InReading = Located(new LookupPipe([...values, readings], routes.item));

  @ApiExcludeController() // openapi/ describes it from the definition and the settings, which no decorator knows
  @OfResource(routes.name)
  @Controller(toRoutePath(routes.collection))
  class ResourceController {
    /** Where the API lives: a path, or below the URL that the settings name; nothing that a client sends has a say in it. */
    private readonly root: string;

    constructor(
      @Inject(resourceServiceToken(routes)) private readonly service: ResourceService,
      settings: Settings,
    ) {
      this.root = settings.publicUrl + apiRoot(settings);
    }

    @onCollection('GET', Get())
    async list(@RawQuery() query: string, @InCollection lookup: Lookup, @Calling() caller: Caller): Promise<Reply> {
      const page = await this.service.list(parseListQuery(query, this.service.queryTarget), { lookup, caller });
      return replyPage(page, this.service.linkedAt(lookup));
    }

    @onCollection('POST', Post())
    async create(
      @Body() body: unknown,
      @InCollection lookup: Lookup,
      @RawQuery() query: string,
      @Headers('if-match') ifMatch: string | undefined,
    ): Promise<Reply> {
      requireNoCondition(ifMatch);
      const written = await this.service.create(body, { lookup, query: this.readAnswerQuery(query) });
      return replyWritten(written, this.service.linkedAt(lookup), this.root);
    }

    @onCollection('DELETE', Delete())
    async deleteAll(
      @RawQuery() query: string,
      @InCollection lookup: Lookup,
      @Headers('if-match') ifMatch: string | undefined,
    ): Promise<Reply> {
      requireNoCondition(ifMatch);
      requireNoQuery(query);
      await this.service.deleteAll(lookup);
      return NO_CONTENT;
    }

    @(readings.length > 0 ? Get(toItemParameter(readings)) : leaveOut)
    @(routes.page ? OffersPage() : leaveOut)
    async get(
      @InReading lookup: Lookup,
      @RawQuery() text: string,
      @Headers() headers: ConditionalHeaders,
      @Calling() caller: Caller,
    ): Promise<Reply> {
      const query = parseItemQuery(text, this.service.queryTarget);
      const item = await this.service.get(query, { lookup, caller });
      const reply = replyItem(item, this.service.linkedAt(lookup), { headers, query });
      return routes.page ? reply.withPage(routes.page) : reply;
    }

    @onItem('PUT', Put)
    async replace(
      @InItem lookup: Lookup,
      @Body(DocumentPipe) payload: Payload,
      @Headers('if-match') ifMatch: string | undefined,
      @RawQuery() query: string,
    ): Promise<Reply> {
      const request = { lookup, query: this.readAnswerQuery(query), payload, ifMatch: parseTagList(ifMatch) };
      return replyWritten(await this.service.replace(request), this.service.linkedAt(lookup), this.root);
    }

    @onItem('PATCH', Patch)
    async update(
      @InItem lookup: Lookup,
      @Body(DocumentPipe) payload: Payload,
      @RawQuery() query: string,
      @Headers('if-match') ifMatch: string | undefined,
    ): Promise<Reply> {
      const request = { lookup, query: this.readAnswerQuery(query), payload, ifMatch: parseTagList(ifMatch) };
      return replyWritten(await this.service.update(request), this.service.linkedAt(lookup), this.root);
    }

    @onItem('DELETE', Delete)
    async delete(@InItem lookup: Lookup, @Headers('if-match') ifMatch: string | undefined): Promise<Reply> {
      await this.service.delete(lookup, parseTagList(ifMatch));
      return NO_CONTENT;
    }

    /** The embedding requested of the answer to a write: none where that does not show whole documents. */
    private readAnswerQuery(query: string): ItemQuery | undefined {
      const { queryTarget, showsWholeDocuments } = this.service;
      return showsWholeDocuments ? parseItemQuery(query, queryTarget) : undefined;
    }
  }

  Object.defineProperty(ResourceController, 'name', { value: `ResourceController(${routes.name})` });
  return ResourceController;
}

/** In place of the route of a method that the resource does not offer. */
const leaveOut: MethodDecorator = () => undefined;
