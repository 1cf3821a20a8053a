import type mongoose from 'mongoose';
import { BadRequest, InsertionFailed, NotFound, PreconditionFailed, ValidationFailed } from '../errors/api-error.js';
import type { ResourceDefinition } from './definition/resource-definition.js';
import { mergeDocument } from './document/merge-document.js';
import { requireMatch, type TagList } from './document/preconditions.js';
import { stampChanged, stampNew } from './document/stamp.js';
import type { StoredDocument } from './document/stored-document.js';
import {
  hasIssues,
  validateChanges,
  validateDocument,
  type Payload,
  type Validated,
} from './document/validate-document.js';
import { validateNew } from './document/validate-new.js';
import { compileCountFilter, compileFilter, type MongoFilter } from './query/compile-filter.js';
import { compileProjection, type MongoProjection } from './query/compile-projection.js';
import { findNear } from './query/filter.js';
import type { ItemQuery, ListQuery } from './query/list-query.js';
import type { Sort } from './query/parse-sort.js';
import type { QuerySettings, QueryTarget } from './query/query-settings.js';
import type { Page } from './representation/represent-page.js';
import { etagOf } from './representation/etag.js';
import type { ResourceHooks } from './resource.hooks.js';
import type { ResourceStore } from './resource.store.js';

type Id = mongoose.Types.ObjectId;

/** What a service works with. */
export interface ResourceServiceParts<T extends object> {
  readonly store: ResourceStore<T>;
  readonly hooks: readonly ResourceHooks<T>[];
  readonly querySettings: QuerySettings;
}

/** What a PUT did. */
export interface Replacement<T extends object> {
  readonly document: StoredDocument<T>;
  readonly isNew: boolean;
}

/** The steps of every operation on one resource, in order; knows neither HTTP nor MongoDB. */
export class ResourceService<T extends object = object> {
  readonly queryTarget: QueryTarget;
  private readonly store: ResourceStore<T>;
  private readonly hooks: readonly ResourceHooks<T>[];

  constructor(
    private readonly definition: ResourceDefinition<T>,
    { store, hooks, querySettings }: ResourceServiceParts<T>,
  ) {
    this.queryTarget = { fields: definition.fields, settings: querySettings };
    this.store = store;
    this.hooks = hooks;
  }

  /** One page of the documents that match, and how many do. */
  async list(query: ListQuery): Promise<Page> {
    const { settings } = this.queryTarget;
    const filter = query.filter ? compileFilter(query.filter, this.queryTarget) : {};
    const skip = (query.page - 1) * query.maxResults;
    const documents = await this.store.find({
      filter,
      projection: compileProjection(query.projection, settings),
      sort: withTieBreaker(query.sort),
      skip,
      limit: query.maxResults,
      maxTimeMs: settings.maxTimeMs,
    });
    const total = isLastPage(documents, query) ? skip + documents.length : await this.count(query, filter);
    return { documents, total, query };
  }

  /** One document. Throws `NotFound`. */
  async get(id: Id, query: ItemQuery): Promise<StoredDocument<T>> {
    return this.find(id, compileProjection(query.projection, this.queryTarget.settings));
  }

  /** Creates all documents or none. Throws `InsertionFailed` when one of them is not valid. */
  async create(payloads: readonly unknown[]): Promise<readonly StoredDocument<T>[]> {
    const checked = payloads.map((payload) => validateNew<T>(payload, this.definition));
    if (checked.some(hasIssues)) throw new InsertionFailed(checked.map(({ issues }) => issues));
    let documents: readonly T[] = checked.map(({ document }) => document);
    for (const hook of this.hooks) documents = (await hook.beforeInsert?.(documents)) ?? documents;
    const stamped = documents.map((document, index) => stampNew(document, checked[index]?.id));
    await this.store.insert(stamped);
    return stamped;
  }

  /** Replaces a document, or creates it under this id where the resource allows that and nothing is lost by it. */
  async replace(id: Id, payload: Payload, ifMatch: TagList): Promise<Replacement<T>> {
    const fields = withoutId(id, payload);
    const original = await this.store.findById(id);
    if (!original) return this.upsert(id, fields, ifMatch);
    requireMatch(etagOf(original), ifMatch);
    let document = requireValid(validateDocument(fields, this.definition, original)) as T; // every rule of T's class held
    for (const hook of this.hooks) document = (await hook.beforeReplace?.(document, original)) ?? document;
    const stamped = stampChanged(document, original);
    if (await this.store.replace(stamped, original)) return { document: stamped, isNew: false };
    if (ifMatch === '*') return this.replace(id, payload, ifMatch);
    throw new PreconditionFailed();
  }

  /** Merges changes into a document. */
  async update(id: Id, payload: Payload, ifMatch: TagList): Promise<StoredDocument<T>> {
    const fields = withoutId(id, payload);
    const original = await this.find(id);
    requireMatch(etagOf(original), ifMatch);
    let changes = requireValid(validateChanges(fields, this.definition, original)) as Partial<T>; // every rule of T's class held
    for (const hook of this.hooks) changes = (await hook.beforeUpdate?.(changes, original)) ?? changes;
    const stamped = stampChanged(mergeDocument<T>(original, changes), original);
    if (await this.store.replace(stamped, original)) return stamped;
    if (ifMatch === '*') return this.update(id, payload, ifMatch);
    await this.find(id); // deleted meanwhile is 404, changed meanwhile 412
    throw new PreconditionFailed();
  }

  /** Deletes a document; one that is not there is as good as deleted. */
  async delete(id: Id, ifMatch: TagList): Promise<void> {
    const original = await this.store.findById(id);
    if (!original) return;
    requireMatch(etagOf(original), ifMatch);
    if (await this.store.delete(original)) return;
    await this.delete(id, ifMatch); // changed meanwhile: judged by its new state
  }

  private async find(id: Id, projection?: MongoProjection): Promise<StoredDocument<T>> {
    const document = await this.store.findById(id, projection);
    if (!document) throw new NotFound();
    return document;
  }

  private count({ filter }: ListQuery, compiled: MongoFilter): Promise<number> {
    const { settings } = this.queryTarget;
    const countable = filter && findNear(filter) ? compileCountFilter(filter, this.queryTarget) : compiled;
    return this.store.count(countable, settings.maxTimeMs);
  }

  /** A client that names a tag speaks of a document that existed: recreating it would undo somebody's DELETE. */
  private async upsert(id: Id, fields: Payload, ifMatch: TagList): Promise<Replacement<T>> {
    if (!this.definition.upsertOnPut) throw new NotFound();
    if (ifMatch !== undefined) throw new PreconditionFailed();
    const [document] = await this.create([{ ...fields, _id: id.toHexString() }]);
    if (!document) throw new Error('A creation of one document gave none.');
    return { document, isNew: true };
  }
}

/** A page that is neither full nor beyond the end says itself how many documents there are. */
function isLastPage(documents: readonly unknown[], { page, maxResults }: ListQuery): boolean {
  return documents.length < maxResults && (documents.length > 0 || page === 1);
}

/** Documents that tie keep one order from page to page. */
function withTieBreaker(sort: Sort): Sort {
  return sort.some(([path]) => path === '_id') ? sort : [...sort, ['_id', 1]];
}

/** PUT and PATCH may repeat the id, not change it. */
function withoutId(id: Id, { _id = id.toHexString(), ...fields }: Payload): Payload {
  if (_id === id.toHexString()) return fields;
  throw new BadRequest(
    "Attempt to update an immutable field. Usually happens when PATCH or PUT include a '_id' field, " +
      'which is immutable (PUT can include it as long as it is unchanged).',
  );
}

function requireValid(validated: Validated): object {
  if (hasIssues(validated)) throw new ValidationFailed(validated.issues);
  return validated.document;
}
