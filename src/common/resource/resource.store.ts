import mongoose, { type ClientSession, type Model } from 'mongoose';
import { BadRequest, InsertionFailed, ValidationFailed, type Issues } from '../errors/api-error.js';
import { findDuplicate, type Duplicate } from '../database/duplicate-key.js';
import type { DatabaseCapabilities } from '../database/capabilities.js';
import { expandDottedNames } from './document/expand-dotted-names.js';
import type { Lookup } from './query/lookup.js';
import type { Sort } from './query/sort.js';
import type { StoredDocument } from './document/stored-document.js';

/** What to read of a collection, in MongoDB's terms. */
export interface StoreQuery {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly projection?: Readonly<Record<string, unknown>> | undefined;
  readonly sort: Sort;
  readonly skip: number;
  readonly limit: number;
  /** Longest time the database may work on it, in milliseconds. */
  readonly maxTimeMs: number;
}

type Filter = Readonly<Record<string, unknown>>;

/** The only file of the engine that calls Mongoose. */
export class ResourceStore<T extends object> {
  private readonly isLimited: boolean;

  constructor(
    private readonly model: Model<T>,
    private readonly capabilities: DatabaseCapabilities,
    /** What every document that is read, changed or deleted must match. */
    private readonly limits: Filter = {},
  ) {
    this.isLimited = Object.keys(limits).length > 0;
  }

  async find({ filter, projection, sort, skip, limit, maxTimeMs }: StoreQuery): Promise<readonly StoredDocument<T>[]> {
    const options = { sort, skip, limit, batchSize: limit + 1, maxTimeMS: maxTimeMs };
    const cursor = this.collection.find(this.within(filter), { ...options, ...(projection && { projection }) });
    return (await cursor.toArray().catch(refuseQuery)) as unknown as StoredDocument<T>[]; // what this store alone writes there
  }

  /** How many documents match; of a whole collection MongoDB keeps the figure itself. */
  async count(filter: Readonly<Record<string, unknown>>, maxTimeMs: number): Promise<number> {
    if (!this.isLimited && Object.keys(filter).length === 0)
      return this.collection.estimatedDocumentCount({ maxTimeMS: maxTimeMs });
    return this.collection.countDocuments(this.within(filter), { maxTimeMS: maxTimeMs }).catch(refuseQuery);
  }

  async findOne(lookup: Lookup, projection?: Readonly<Record<string, unknown>>): Promise<StoredDocument<T> | null> {
    const found = await this.collection.findOne(this.within(lookup), projection && { projection });
    return found as StoredDocument<T> | null; // what this store alone writes there
  }

  /** Every document in whose field one of these values is, by id: one query and one answer. */
  async findReferred(
    field: string,
    values: readonly unknown[],
    maxTimeMs: number,
  ): Promise<readonly StoredDocument<T>[]> {
    const options = { sort: { _id: 1 }, batchSize: values.length + 1, maxTimeMS: maxTimeMs } as const;
    const found = await this.collection.find(this.within(oneOf(field, values)), options).toArray();
    return found as unknown as StoredDocument<T>[]; // what this store alone writes there
  }

  /** Those of these values that are in the field of some document, and perhaps others beside them. */
  async findExisting(field: string, values: readonly unknown[], maxTimeMs: number): Promise<readonly unknown[]> {
    return this.collection.distinct(field, this.within(oneOf(field, values)), { maxTimeMS: maxTimeMs });
  }

  /** Inserts all documents or none. */
  async insert(documents: readonly StoredDocument<T>[]): Promise<void> {
    try {
      await this.insertAll(documents);
    } catch (error) {
      const taken = findTakenValue(error);
      if (!taken) throw error;
      throw new InsertionFailed(documents.map((_, index) => (index === taken.index ? taken.issues : {})));
    }
  }

  /** Replaces the document if it still is as `original`; says whether it was. */
  async replace(document: StoredDocument<T>, original: StoredDocument<T>): Promise<boolean> {
    try {
      const { matchedCount } = await this.collection.replaceOne(this.within(unchanged(original)), document);
      return matchedCount === 1;
    } catch (error) {
      const taken = findTakenValue(error);
      throw taken ? new ValidationFailed(taken.issues) : error;
    }
  }

  /** Deletes the document if it still is as `original`; says whether it was. */
  async delete(original: StoredDocument<T>): Promise<boolean> {
    const { deletedCount } = await this.collection.deleteOne(this.within(unchanged(original)));
    return deletedCount === 1;
  }

  /** Deletes every document that a URL names. */
  async deleteAll(lookup: Lookup): Promise<void> {
    await this.collection.deleteMany(this.within(lookup));
  }

  /** Creates the indexes that the resource declares and the database lacks. */
  async createIndexes(): Promise<void> {
    await this.model.createIndexes();
  }

  private within(filter: Filter): Filter {
    return this.isLimited ? { $and: [this.limits, filter] } : filter;
  }

  /** Below Mongoose's queries, which cost as much again as the driver itself: values arrive here valid and cast. */
  private get collection(): mongoose.mongo.Collection<StoredDocument> {
    // Mongoose's wrapper of the driver's class, which takes every id for an ObjectId
    return this.model.collection as unknown as mongoose.mongo.Collection<StoredDocument>;
  }

  private async insertAll(documents: readonly StoredDocument<T>[]): Promise<void> {
    const [only] = documents;
    if (only && documents.length === 1) await this.collection.insertOne(only);
    else if (await this.capabilities.transactions()) await this.insertInTransaction(documents);
    else await this.insertOrUndo(documents);
  }

  private async insertInTransaction(documents: readonly StoredDocument<T>[]): Promise<void> {
    await this.model.db.transaction(async (session: ClientSession) => {
      await this.collection.insertMany(documents, { session });
    });
  }

  /** For a server without transactions: takes back what was inserted before the first failure. */
  private async insertOrUndo(documents: readonly StoredDocument<T>[]): Promise<void> {
    try {
      await this.collection.insertMany(documents);
    } catch (error) {
      const insertedCount = error instanceof mongoose.mongo.MongoBulkWriteError ? error.insertedCount : 0;
      const inserted = documents.slice(0, insertedCount).map(({ _id }) => _id);
      await this.collection.deleteMany(oneOf('_id', inserted));
      throw error;
    }
  }
}

/** What only MongoDB can know is wrong with a query: BadValue, IndexNotFound, NoQueryExecutionPlans, and numbers of its older kind. */
const REFUSED_QUERY: ReadonlySet<unknown> = new Set([2, 27, 291, 16755, 17007, 51075]);

function refuseQuery(error: unknown): never {
  if (error instanceof mongoose.mongo.MongoServerError && REFUSED_QUERY.has(error.code)) {
    throw new BadRequest(`The database cannot answer this query: ${error.message}`);
  }
  throw error;
}

/** A taken value of a unique field is the document's fault (422); a taken `_id` is a conflict (409). */
function findTakenValue(error: unknown): Duplicate | undefined {
  const duplicate = findDuplicate(error);
  if (!duplicate || '_id' in duplicate.issues) return undefined;
  return { ...duplicate, issues: expandDottedNames(duplicate.issues) as Issues }; // issues in, issues out
}

function oneOf(field: string, values: readonly unknown[]): Filter {
  return { [field]: { $in: values } };
}

/** The state a conditional write expects; a document that something else wrote may have no tag. */
function unchanged({ _id, _etag }: StoredDocument): Filter {
  return { _id, _etag: _etag ?? null };
}
