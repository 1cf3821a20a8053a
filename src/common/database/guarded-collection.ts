import mongoose, { type ClientSession } from 'mongoose';
import type { DatabaseCapabilities } from './capabilities.js';
import { avoidIndexes, shield } from './cures/avoid-indexes.js';
import type { NearCondition } from './cures/distance-to.js';
import type { EngineTraits } from './cures/engine-traits.js';
import { findNearest, nearIn } from './cures/find-nearest.js';
import { insertPastIndex } from './cures/insert-past-index.js';
import { onGlobe } from './cures/on-globe.js';
import { requireWritten } from './cures/require-written.js';
import { DUPLICATE_KEY } from './duplicate-key.js';
import type { FindOptions, Order, RawDocument, ReadOptions, WriteOptions } from './operation-options.js';

type Filter = Readonly<Record<string, unknown>>;
type Pipeline = readonly Filter[];

/** Every operation that the engine asks of one collection: the only way from a store to the driver. */
export class GuardedCollection {
  /** @param connection that of the collection, for what takes a transaction */
  constructor(
    private readonly collection: mongoose.mongo.Collection<RawDocument>,
    private readonly connection: mongoose.Connection,
    private readonly capabilities: DatabaseCapabilities,
  ) {}

  /** What the answers of its database can be trusted with. */
  traits(): Promise<EngineTraits> {
    return this.capabilities.traits();
  }

  async find(filter: Filter, { sort, projection, ...options }: FindOptions): Promise<RawDocument[]> {
    const read = await this.reading(filter);
    if (read.near && (sort === undefined || sort.length === 0))
      return findNearest(this.collection, read.filter, read.near, { ...options, ...(projection && { projection }) });
    const isInOrder = sort === 'stable' && read.keepsOrder;
    return this.collection
      .find(read.filter, {
        ...options,
        ...read.options,
        ...(projection && { projection }),
        ...(sort && !isInOrder && { sort: toSort(sort) }),
      })
      .toArray();
  }

  async findOne(
    filter: Filter,
    options: Pick<FindOptions, 'projection' | 'maxTimeMS'> = {},
  ): Promise<RawDocument | null> {
    const read = await this.reading(filter);
    return this.collection.findOne(read.filter, { ...options, ...read.options });
  }

  /** How many documents match. */
  async count(filter: Filter, options: ReadOptions): Promise<number> {
    const read = await this.reading(filter);
    return this.collection.countDocuments(read.filter, { ...options, ...read.options });
  }

  /** How many documents there are: MongoDB's own figure. */
  countAll(options: ReadOptions): Promise<number> {
    return this.collection.estimatedDocumentCount(options);
  }

  async distinct(field: string, filter: Filter, options: ReadOptions): Promise<readonly unknown[]> {
    const read = await this.reading(filter);
    return this.collection.distinct(field, read.filter, { ...options, ...read.options });
  }

  async aggregate(stages: Pipeline, options: mongoose.mongo.AggregateOptions): Promise<object[]> {
    const { trustsIndexes } = await this.capabilities.traits();
    const hinted = trustsIndexes ? options : { ...options, hint: { $natural: 1 } };
    return this.collection.aggregate<object>([...stages], hinted).toArray();
  }

  /** Inserts all documents or none: several in a transaction, or taken back where the server has none. */
  async insert(documents: readonly RawDocument[], options: WriteOptions): Promise<void> {
    try {
      await this.insertAll(documents, options);
    } catch (error) {
      if (!mayBeFreed(error) || (await this.capabilities.traits()).freesUniqueValues) throw error;
      await insertPastIndex(this.collection, documents, options, (stripped) => this.insertAll(stripped, options));
    }
  }

  /** Replaces the one document that matches; says whether there was one. */
  async replaceOne(filter: Filter, document: RawDocument, options: WriteOptions): Promise<boolean> {
    const { matchedCount, modifiedCount } = await this.collection.replaceOne(filter, document, options);
    if (matchedCount === 1 && modifiedCount === 0) await requireWritten(this.collection, document);
    return matchedCount === 1;
  }

  /** Deletes the one document that matches; says whether there was one. */
  async deleteOne(filter: Filter, options: WriteOptions): Promise<boolean> {
    const { deletedCount } = await this.collection.deleteOne(filter, options);
    return deletedCount === 1;
  }

  /** Deletes every document that matches; says how many that were. */
  async deleteMany(filter: Filter, options: WriteOptions): Promise<number> {
    const { trustsIndexes } = await this.capabilities.traits();
    const { deletedCount } = await this.collection.deleteMany(trustsIndexes ? filter : shield(filter), options);
    return deletedCount;
  }

  /** How a filter is asked here, and whether what it finds comes in a stable order by itself. */
  private async reading(asked: Filter): Promise<Reading> {
    const traits = await this.capabilities.traits();
    if (traits.trustsIndexes) return { filter: asked, options: {}, keepsOrder: false, near: undefined };
    const { hint, filter } = avoidIndexes(traits.measuresOnGlobe ? asked : onGlobe(asked));
    return {
      filter,
      options: hint ? { hint } : {},
      keepsOrder: traits.keepsInsertionOrder && hint !== undefined,
      near: traits.sortsByDistance ? undefined : nearIn(filter),
    };
  }

  private async insertAll(documents: readonly RawDocument[], options: WriteOptions): Promise<void> {
    const [only] = documents;
    if (only && documents.length === 1) await this.collection.insertOne(only, options);
    else if (await this.insertsInTransactions()) await this.insertInTransaction(documents, options);
    else await this.insertOrUndo(documents, options);
  }

  private async insertsInTransactions(): Promise<boolean> {
    return (await this.capabilities.transactions()) && (await this.capabilities.traits()).keepsUniqueInTransactions;
  }

  private async insertInTransaction(documents: readonly RawDocument[], options: WriteOptions): Promise<void> {
    await this.connection.transaction(async (session: ClientSession) => {
      await this.collection.insertMany(documents, { session });
    }, options);
  }

  private async insertOrUndo(documents: readonly RawDocument[], options: WriteOptions): Promise<void> {
    try {
      await this.collection.insertMany(documents, options);
    } catch (error) {
      const insertedCount = error instanceof mongoose.mongo.MongoBulkWriteError ? error.insertedCount : 0;
      const inserted = documents.slice(0, insertedCount).map(({ _id: id }) => id);
      await this.deleteMany({ _id: { $in: inserted } }, options);
      throw error;
    }
  }
}

interface Reading {
  readonly filter: Filter;
  readonly options: Pick<mongoose.mongo.FindOptions, 'hint'>;
  readonly keepsOrder: boolean;
  /** What the nearest is wanted of, where the database does not sort by that. */
  readonly near: NearCondition | undefined;
}

/** A duplicate, but for one that the database shows with its value: some document has that. */
function mayBeFreed(error: unknown): boolean {
  return (
    error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY && error['keyValue'] === undefined
  );
}

function toSort(sort: Order): [string, 1 | -1][] {
  return sort === 'stable' ? [['_id', 1]] : sort.map(([path, direction]) => [path, direction]);
}
