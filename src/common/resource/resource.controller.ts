import { Body, Controller, Delete, Get, Headers, Inject, Patch, Post, Put, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Reply } from '../http/reply.js';
import type { ItemMethod, ResourceMethod, ResourceRoutes } from './definition/resource-definition.js';
import { parseTagList, type ConditionalHeaders } from './document/preconditions.js';
import type { Payload } from './document/validate-document.js';
import { DocumentPipe } from './http/document.pipe.js';
import { toDocuments } from './http/to-documents.js';
import { LookupPipe } from './http/lookup.pipe.js';
import { OfResource } from './http/of-resource.decorator.js';
import { NO_CONTENT, replyCreated, replyItem, replyPage, replyWritten } from './http/replies.js';
import { requireNoQuery } from './http/require-no-query.js';
import { Located, Origin, RawQuery } from './http/request-parts.js';
import type { Lookup } from './query/lookup.js';
import { parseItemQuery, parseListQuery } from './query/parse-list-query.js';
import { ResourceService } from './resource.service.js';
import { resourceServiceToken } from './resource.tokens.js';

/** An item's URL ends in its id; anything else is no item's URL. */
const ITEM = ':id(^[a-f0-9]{24}$)';

/**
 * Makes the controller of one resource: its routes, each a translation from HTTP to one call of the service and back.
 * The class is declared in here because swagger keeps what it knows on the methods themselves.
 */
export function createResourceController(routes: ResourceRoutes): Type {
  const onCollection = (method: ResourceMethod, route: MethodDecorator): MethodDecorator =>
    routes.resourceMethods.includes(method) ? route : leaveOut;
  const onItem = (method: ItemMethod, route: MethodDecorator): MethodDecorator =>
    routes.itemMethods.includes(method) ? route : leaveOut;

  @ApiExcludeController() // openapi/ describes it from the definition and the settings, which no decorator knows
  @OfResource(routes.name)
  @Controller(routes.url)
  class ResourceController {
    constructor(@Inject(resourceServiceToken(routes)) private readonly service: ResourceService) {}

    @onCollection('GET', Get())
    async list(@RawQuery() query: string, @Located(LookupPipe) lookup: Lookup): Promise<Reply> {
      const page = await this.service.list(parseListQuery(query, this.service.queryTarget), lookup);
      return replyPage(page, this.service.linked);
    }

    @onCollection('POST', Post())
    async create(@Body() body: unknown, @Located(LookupPipe) lookup: Lookup, @Origin() origin: string): Promise<Reply> {
      const { linked } = this.service;
      return replyCreated(await this.service.create(toDocuments(body, linked.definition), lookup), linked, origin);
    }

    @onCollection('DELETE', Delete())
    async deleteAll(@RawQuery() query: string, @Located(LookupPipe) lookup: Lookup): Promise<Reply> {
      requireNoQuery(query);
      await this.service.deleteAll(lookup);
      return NO_CONTENT;
    }

    @onItem('GET', Get(ITEM))
    async get(
      @Located(LookupPipe) lookup: Lookup,
      @RawQuery() text: string,
      @Headers() headers: ConditionalHeaders,
    ): Promise<Reply> {
      const query = parseItemQuery(text, this.service.queryTarget);
      const item = await this.service.get(lookup, query);
      return replyItem(item, this.service.linked, { headers, query });
    }

    @onItem('PUT', Put(ITEM))
    async replace(
      @Located(LookupPipe) lookup: Lookup,
      @Body(DocumentPipe) payload: Payload,
      @Headers('if-match') ifMatch: string | undefined,
      @Origin() origin: string,
    ): Promise<Reply> {
      const { document, isNew } = await this.service.replace({ lookup, payload, ifMatch: parseTagList(ifMatch) });
      const { linked } = this.service;
      return isNew ? replyCreated([document], linked, origin) : replyWritten(document, linked);
    }

    @onItem('PATCH', Patch(ITEM))
    async update(
      @Located(LookupPipe) lookup: Lookup,
      @Body(DocumentPipe) payload: Payload,
      @Headers('if-match') ifMatch: string | undefined,
    ): Promise<Reply> {
      const document = await this.service.update({ lookup, payload, ifMatch: parseTagList(ifMatch) });
      return replyWritten(document, this.service.linked);
    }

    @onItem('DELETE', Delete(ITEM))
    async delete(
      @Located(LookupPipe) lookup: Lookup,
      @Headers('if-match') ifMatch: string | undefined,
    ): Promise<Reply> {
      await this.service.delete(lookup, parseTagList(ifMatch));
      return NO_CONTENT;
    }
  }

  Object.defineProperty(ResourceController, 'name', { value: `ResourceController(${routes.name})` });
  return ResourceController;
}

/** In place of the route of a method that the resource does not offer. */
const leaveOut: MethodDecorator = () => undefined;
