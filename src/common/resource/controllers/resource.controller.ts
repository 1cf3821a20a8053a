import { Body, Controller, Delete, Get, Headers, Inject, Patch, Post, Put, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { apiRoot } from '../../../config/api-root.js';
import { Settings } from '../../../config/settings.js';
import type { Caller } from '../../caller.js';
import type { Reply } from '../../http/reply.js';
import type { ItemMethod, ResourceMethod, ResourceRoutes } from '../routes/resource-routes.js';
import { parametersOf } from '../routes/url-rule.js';
import { parseTagList, type ConditionalHeaders } from '../document/preconditions.js';
import type { Payload } from '../validation/validate-document.js';
import { DocumentPipe } from '../http/document.pipe.js';
import { toDocuments } from '../http/to-documents.js';
import { LookupPipe } from '../http/lookup.pipe.js';
import { OfResource } from '../http/of-resource.decorator.js';
import { NO_CONTENT, replyCreated, replyItem, replyPage, replyWritten } from '../http/replies.js';
import { requireNoCondition } from '../http/require-no-condition.js';
import { requireNoQuery } from '../http/require-no-query.js';
import { toItemParameter, toRoutePath } from '../http/route-path.js';
import { Calling, Located, RawQuery } from '../http/request-parts.js';
import type { Lookup } from '../lookup/lookup.js';
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
      const linked = this.service.linkedAt(lookup);
      const plan = this.planReceipt(query);
      const documents = await this.service.create(toDocuments(body, linked.definition), lookup);
      const embedded = await this.service.embed(plan, documents);
      return replyCreated({ documents, embedded }, linked, this.root);
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
    async get(
      @InReading lookup: Lookup,
      @RawQuery() text: string,
      @Headers() headers: ConditionalHeaders,
      @Calling() caller: Caller,
    ): Promise<Reply> {
      const query = parseItemQuery(text, this.service.queryTarget);
      const item = await this.service.get(query, { lookup, caller });
      return replyItem(item, this.service.linkedAt(lookup), { headers, query });
    }

    @onItem('PUT', Put)
    async replace(
      @InItem lookup: Lookup,
      @Body(DocumentPipe) payload: Payload,
      @Headers('if-match') ifMatch: string | undefined,
      @RawQuery() query: string,
    ): Promise<Reply> {
      const plan = this.planReceipt(query);
      const { document, isNew } = await this.service.replace({ lookup, payload, ifMatch: parseTagList(ifMatch) });
      const linked = this.service.linkedAt(lookup);
      const embedded = await this.service.embed(plan, [document]);
      if (!isNew) return replyWritten({ document, embedded }, linked);
      return replyCreated({ documents: [document], embedded }, linked, this.root);
    }

    @onItem('PATCH', Patch)
    async update(
      @InItem lookup: Lookup,
      @Body(DocumentPipe) payload: Payload,
      @RawQuery() query: string,
      @Headers('if-match') ifMatch: string | undefined,
    ): Promise<Reply> {
      const plan = this.planReceipt(query);
      const document = await this.service.update({ lookup, payload, ifMatch: parseTagList(ifMatch) });
      const embedded = await this.service.embed(plan, [document]);
      return replyWritten({ document, embedded }, this.service.linkedAt(lookup));
    }

    @onItem('DELETE', Delete)
    async delete(@InItem lookup: Lookup, @Headers('if-match') ifMatch: string | undefined): Promise<Reply> {
      await this.service.delete(lookup, parseTagList(ifMatch));
      return NO_CONTENT;
    }

    /** Before anything is written: a query that asks the impossible is refused, where it is looked at. */
    private planReceipt(query: string): ReturnType<ResourceService['planReceipt']> {
      const { queryTarget } = this.service;
      return this.service.showsWholeDocuments ? this.service.planReceipt(parseItemQuery(query, queryTarget)) : [];
    }
  }

  Object.defineProperty(ResourceController, 'name', { value: `ResourceController(${routes.name})` });
  return ResourceController;
}

/** In place of the route of a method that the resource does not offer. */
const leaveOut: MethodDecorator = () => undefined;
