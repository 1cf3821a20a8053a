import type mongoose from 'mongoose';
import type { Reply } from '../../http/reply.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { HookContext, HookRequest } from './hook-request.js';
import type { Conditions } from '../lookup/conditions.js';

type Awaitable<V> = V | Promise<V>;

/** A document of a resource that is not known: what hooks of all resources get. */
export type AnyDocument = Readonly<Record<string, unknown>>;

/** A valid new document, with the `_id` that its client chose if it did. */
export type DocumentToInsert<T extends object> = T & { readonly _id?: mongoose.Types.ObjectId };

/** A document as it was read, or the part of it that the client asked for. */
export type FetchedDocument<T extends object> = StoredDocument<Partial<T>>;

/** The document that a PATCH starts from, and the valid fields it brings. */
export interface Update<T extends object> {
  readonly original: StoredDocument<T>;
  readonly changes: Partial<T>;
}

/**
 * The hook points at which a feature can act. Where a method gives something back, that takes the place of what it got, unchecked;
 * throwing an `ApiError` rejects the request. Hooks of all resources run first, then the resource's own, each in the order in
 * which they are listed. `docs/guide/hooks.md` reports more.
 *
 * GET of a collection: `preGet` → page read → `afterFetchPage` → relations embedded → `postGet`.
 * GET of an item: `preGet` → found → `afterFetchItem` → relations embedded → `postGet`. HEAD: the same without `postGet`.
 * POST: `prePost` → validated → `beforeInsert` → stamped (with the entity tag) → inserted → `afterInsert` → `postPost`.
 * PUT: `prePut` → found, precondition met, validated → `beforeReplace` → stamped → replaced → `afterReplace` → `postPut`;
 * where it creates: `prePut` → not found, validated → `beforeInsert` → stamped → inserted → `afterInsert` → `postPut`.
 * PATCH: `prePatch` → found, precondition met, validated → merged → `beforeUpdate` → stamped → changed → `afterUpdate` → `postPatch`.
 * DELETE of an item: `preDelete` → found, precondition met → `beforeDeleteItem` → deleted → `afterDeleteItem` → `postDelete`.
 * DELETE of a collection: `preDelete` → `beforeDeleteAll` → (all read → `beforeDeleteOriginals`) → deleted → `afterDeleteAll` → `postDelete`.
 *
 * A PUT, PATCH or DELETE that finds its document changed by somebody else between reading and writing starts again from the new
 * state: what runs between "found" and the write then runs again. What runs after a write runs once; when it throws, whatever
 * it is, the write stands and the answer is 500.
 */
export interface ResourceHooks<T extends object = AnyDocument> {
  /** Before a GET or HEAD. @returns conditions that documents must meet too */
  preGet?(request: HookRequest, resource: ResourceDefinition): Awaitable<Conditions | undefined>;
  /** Before a POST. */
  prePost?(request: HookRequest, resource: ResourceDefinition): Awaitable<undefined>;
  /** Before a PUT. @returns conditions that the document must meet too */
  prePut?(request: HookRequest, resource: ResourceDefinition): Awaitable<Conditions | undefined>;
  /** Before a PATCH. @returns conditions that the document must meet too */
  prePatch?(request: HookRequest, resource: ResourceDefinition): Awaitable<Conditions | undefined>;
  /** Before a DELETE. @returns conditions that documents must meet too */
  preDelete?(request: HookRequest, resource: ResourceDefinition): Awaitable<Conditions | undefined>;

  /** Before a GET is answered. A hook of all resources also gets what a rejected request is answered; so do the four below. */
  postGet?(reply: Reply, request: HookRequest, resource: ResourceDefinition): Awaitable<Reply>;
  postPost?(reply: Reply, request: HookRequest, resource: ResourceDefinition): Awaitable<Reply>;
  postPut?(reply: Reply, request: HookRequest, resource: ResourceDefinition): Awaitable<Reply>;
  postPatch?(reply: Reply, request: HookRequest, resource: ResourceDefinition): Awaitable<Reply>;
  postDelete?(reply: Reply, request: HookRequest, resource: ResourceDefinition): Awaitable<Reply>;

  /** @param documents those of one page; `_id` and `_etag` are to stay */
  afterFetchPage?(
    documents: readonly FetchedDocument<T>[],
    ...context: HookContext
  ): Awaitable<readonly FetchedDocument<T>[]>;
  /** @param document `_id` and `_etag` are to stay */
  afterFetchItem?(document: FetchedDocument<T>, ...context: HookContext): Awaitable<FetchedDocument<T>>;

  /** @param documents the valid new documents of one request, of which as many are to be given back */
  beforeInsert?(
    documents: readonly DocumentToInsert<T>[],
    ...context: HookContext
  ): Awaitable<readonly DocumentToInsert<T>[]>;
  afterInsert?(documents: readonly StoredDocument<T>[], ...context: HookContext): void | Promise<void>;

  /** @param document the valid new content of `original`, with its read-only members */
  beforeReplace?(document: T, original: StoredDocument<T>, ...context: HookContext): Awaitable<T>;
  afterReplace?(
    document: StoredDocument<T>,
    original: StoredDocument<T>,
    ...context: HookContext
  ): void | Promise<void>;

  /** @param document `original` with the changes of the PATCH merged into it */
  beforeUpdate?(document: T, update: Update<T>, ...context: HookContext): Awaitable<T>;
  afterUpdate?(document: StoredDocument<T>, update: Update<T>, ...context: HookContext): void | Promise<void>;

  beforeDeleteItem?(original: StoredDocument<T>, ...context: HookContext): void | Promise<void>;
  afterDeleteItem?(original: StoredDocument<T>, ...context: HookContext): void | Promise<void>;

  beforeDeleteAll?(...context: HookContext): void | Promise<void>;
  /** @param originals all that are about to be deleted, at least one; read only for hooks that have this method */
  beforeDeleteOriginals?(originals: readonly StoredDocument<T>[], ...context: HookContext): void | Promise<void>;
  /** Only when something was deleted. @param count how many documents */
  afterDeleteAll?(count: number, ...context: HookContext): void | Promise<void>;

  /** @param pipeline what the database is about to work through, in MongoDB's terms */
  beforeAggregation?(pipeline: readonly AnyDocument[], ...context: HookContext): Awaitable<readonly AnyDocument[]>;
  /** @param documents what came out of it */
  afterAggregation?(documents: readonly AnyDocument[], ...context: HookContext): Awaitable<readonly AnyDocument[]>;
}
