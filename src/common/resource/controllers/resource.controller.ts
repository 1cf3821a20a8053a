import { Body, Controller, Delete, Get, Inject, Patch, Post, Put, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { apiRoot } from '../../../config/api-root.js';
import { Settings } from '../../../config/settings.js';
import { OffersPage } from '../../http/formats/html/offers-page.decorator.js';
import type { Reply } from '../../http/reply.js';
import type { ItemMethod, ResourceMethod, ResourceRoutes } from '../routes/resource-routes.js';
import { parametersOf } from '../routes/url-rule.js';
import { parseTagList, type TagList } from '../document/preconditions.js';
import type { WriteResponse } from '../operations/embed-written.js';
import type { Payload } from '../validation/validate-document.js';
import { DocumentPipe } from '../http/document.pipe.js';
import { LookupReader } from '../http/lookup-reader.js';
import { OfResource } from '../http/of-resource.decorator.js';
import { NO_CONTENT, replyItem, replyPage, replyWritten } from '../http/replies.js';
import { requireNoCondition, requireNoQuery } from '../http/collection-requests.js';
import { toItemParameter, toRoutePath } from '../http/route-path.js';
import { Routed, type RoutedRequest } from '../http/routed-request.js';
import type { ItemQuery } from '../query/list-query.js';
import { parseItemQuery, parseListQuery } from '../query/parse-list-query.js';
import { ResourceService } from '../resource.service.js';
import { resourceServiceToken } from '../resource.tokens.js';

/** A request that writes, its query and its precondition read. */
interface RoutedWrite extends RoutedRequest {
  readonly query: ItemQuery | undefined;
  readonly ifMatch: TagList;
}

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
  const InCollection = Routed(new LookupReader(values));
  const InItem = Routed(new LookupReader([...values, [routes.item]], routes.item));
  const InReading = Routed(new LookupReader([...values, readings], routes.item));

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
    async list(@InCollection request: RoutedRequest): Promise<Reply> {
      const query = parseListQuery(request.rawQuery, this.service.queryTarget);
      return replyPage(await this.service.list(query, request), this.service.linkedAt(request.lookup));
    }

    @onCollection('POST', Post())
    async create(@InCollection request: RoutedRequest, @Body() body: unknown): Promise<Reply> {
      requireNoCondition(request.headers['if-match']);
      const written = await this.service.create(body, this.toWrite(request));
      return this.replyWritten(written, request);
    }

    @onCollection('DELETE', Delete())
    async deleteAll(@InCollection request: RoutedRequest): Promise<Reply> {
      requireNoCondition(request.headers['if-match']);
      requireNoQuery(request.rawQuery);
      await this.service.deleteAll(request);
      return NO_CONTENT;
    }

    @(readings.length > 0 ? Get(toItemParameter(readings)) : leaveOut)
    @(routes.page ? OffersPage() : leaveOut)
    async get(@InReading request: RoutedRequest): Promise<Reply> {
      const { lookup, headers } = request;
      const query = parseItemQuery(request.rawQuery, this.service.queryTarget);
      const item = await this.service.get(query, request);
      const reply = replyItem(item, this.service.linkedAt(lookup), { headers, query });
      return routes.page ? reply.withPage(routes.page) : reply;
    }

    @onItem('PUT', Put)
    async replace(@InItem request: RoutedRequest, @Body(DocumentPipe) payload: Payload): Promise<Reply> {
      const written = await this.service.replace({ ...this.toWrite(request), payload });
      return this.replyWritten(written, request);
    }

    @onItem('PATCH', Patch)
    async update(@InItem request: RoutedRequest, @Body(DocumentPipe) payload: Payload): Promise<Reply> {
      const written = await this.service.update({ ...this.toWrite(request), payload });
      return this.replyWritten(written, request);
    }

    @onItem('DELETE', Delete)
    async delete(@InItem request: RoutedRequest): Promise<Reply> {
      await this.service.delete(request, parseTagList(request.headers['if-match']));
      return NO_CONTENT;
    }

    /** A write, with the embedding requested of its answer: none where that does not show whole documents. */
    private toWrite(request: RoutedRequest): RoutedWrite {
      const { queryTarget, showsWholeDocuments } = this.service;
      const query = showsWholeDocuments ? parseItemQuery(request.rawQuery, queryTarget) : undefined;
      return { ...request, query, ifMatch: parseTagList(request.headers['if-match']) };
    }

    private replyWritten(written: WriteResponse, { lookup }: RoutedRequest): Reply {
      return replyWritten(written, this.service.linkedAt(lookup), this.root);
    }
  }

  Object.defineProperty(ResourceController, 'name', { value: `ResourceController(${routes.name})` });
  return ResourceController;
}

/** In place of the route of a method that the resource does not offer. */
const leaveOut: MethodDecorator = () => undefined;
