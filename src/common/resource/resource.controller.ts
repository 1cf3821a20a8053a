import { Body, Controller, Delete, Get, Headers, Inject, Param, Patch, Post, Put, type Type } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type mongoose from 'mongoose';
import { Settings } from '../../config/settings.js';
import type { Reply } from '../http/reply.js';
import type { ItemMethod, ResourceDefinition, ResourceMethod } from './definition/resource-definition.js';
import { parseTagList, type ConditionalHeaders } from './document/preconditions.js';
import type { Payload } from './document/validate-document.js';
import type { CachePolicy } from './http/cache-headers.js';
import { DocumentPipe } from './http/document.pipe.js';
import { createDocumentsPipe } from './http/documents.pipe.js';
import { ObjectIdPipe } from './http/object-id.pipe.js';
import { NO_CONTENT, replyCreated, replyItem, replyPage, replyWritten } from './http/replies.js';
import { requireNoQuery } from './http/require-no-query.js';
import { Origin, RawQuery } from './http/request-parts.js';
import { parseItemQuery, parseListQuery } from './query/parse-list-query.js';
import { ResourceService } from './resource.service.js';
import { resourceServiceToken } from './resource.tokens.js';

type Id = mongoose.Types.ObjectId;

/** An item's URL ends in its id; anything else is no item's URL. */
const ITEM = ':id(^[a-f0-9]{24}$)';

/**
 * Makes the controller of one resource: its routes, each a translation from HTTP to one call of the service and back.
 * The class is declared in here because swagger keeps what it knows on the methods themselves.
 */
export function createResourceController(definition: ResourceDefinition): Type {
  const onCollection = (method: ResourceMethod, route: MethodDecorator): MethodDecorator =>
    definition.resourceMethods.includes(method) ? route : leaveOut;
  const onItem = (method: ItemMethod, route: MethodDecorator): MethodDecorator =>
    definition.itemMethods.includes(method) ? route : leaveOut;

  @ApiExcludeController() // openapi/ describes it from the definition and the settings, which no decorator knows
  @Controller(definition.url)
  class ResourceController {
    private readonly cachePolicy: CachePolicy;

    constructor(
      @Inject(resourceServiceToken(definition)) private readonly service: ResourceService,
      settings: Settings,
    ) {
      const { cacheControl = settings.cacheControl, cacheExpires = settings.cacheExpires } = definition;
      this.cachePolicy = { cacheControl, cacheExpires };
    }

    @onCollection('GET', Get())
    async list(@RawQuery() query: string): Promise<Reply> {
      const page = await this.service.list(parseListQuery(query, this.service.queryTarget));
      return replyPage(page, this.service.linked, this.cachePolicy);
    }

    @onCollection('POST', Post())
    async create(
      @Body(createDocumentsPipe(definition)) documents: readonly unknown[],
      @Origin() origin: string,
    ): Promise<Reply> {
      return replyCreated(await this.service.create(documents), this.service.linked, origin);
    }

    @onCollection('DELETE', Delete())
    async deleteAll(@RawQuery() query: string): Promise<Reply> {
      requireNoQuery(query);
      await this.service.deleteAll();
      return NO_CONTENT;
    }

    @onItem('GET', Get(ITEM))
    async get(
      @Param('id', ObjectIdPipe) id: Id,
      @RawQuery() text: string,
      @Headers() headers: ConditionalHeaders,
    ): Promise<Reply> {
      const query = parseItemQuery(text, this.service.queryTarget);
      const item = await this.service.get(id, query);
      return replyItem(item, this.service.linked, this.cachePolicy, { headers, query });
    }

    @onItem('PUT', Put(ITEM))
    async replace(
      @Param('id', ObjectIdPipe) id: Id,
      @Body(DocumentPipe) payload: Payload,
      @Headers('if-match') ifMatch: string | undefined,
      @Origin() origin: string,
    ): Promise<Reply> {
      const { document, isNew } = await this.service.replace({ id, payload, ifMatch: parseTagList(ifMatch) });
      const { linked } = this.service;
      return isNew ? replyCreated([document], linked, origin) : replyWritten(document, linked);
    }

    @onItem('PATCH', Patch(ITEM))
    async update(
      @Param('id', ObjectIdPipe) id: Id,
      @Body(DocumentPipe) payload: Payload,
      @Headers('if-match') ifMatch: string | undefined,
    ): Promise<Reply> {
      const document = await this.service.update({ id, payload, ifMatch: parseTagList(ifMatch) });
      return replyWritten(document, this.service.linked);
    }

    @onItem('DELETE', Delete(ITEM))
    async delete(@Param('id', ObjectIdPipe) id: Id, @Headers('if-match') ifMatch: string | undefined): Promise<Reply> {
      await this.service.delete(id, parseTagList(ifMatch));
      return NO_CONTENT;
    }
  }

  Object.defineProperty(ResourceController, 'name', { value: `${definition.model.name}Controller` });
  return ResourceController;
}

/** In place of the route of a method that the resource does not offer. */
const leaveOut: MethodDecorator = () => undefined;
