import mongoose, { type ClientSession } from 'mongoose';
import type { DatabaseCapabilities } from './capabilities.js';
import { readWithin } from './read-within.js';

/** A document as MongoDB holds it. */
export type RawDocument = Readonly<Record<string, unknown>> & { readonly _id: unknown };

type Filter = Readonly<Record<string, unknown>>;
type Pipeline = readonly Filter[];

/** How long the database may work on a read, in milliseconds; as long as the server lets it where nothing is said. */
interface ReadOptions {
  readonly maxTimeMS?: number;
}

/** What to read, and in which order. */
export interface FindOptions extends ReadOptions {
  readonly projection?: Filter;
  readonly sort?: readonly (readonly [path: string, direction: 1 | -1])[];
  readonly skip?: number;
  /** 0 reads all. */
  readonly limit?: number;
  readonly batchSize?: number;
  /** Most bytes to read, and one batch more; `ReadTooLarge` beyond. */
  readonly maxBytes?: number;
}

/** What a write waits for. */
export type WriteOptions = Readonly<Pick<mongoose.mongo.TransactionOptions, 'writeConcern'>>;

/** Every operation that the engine asks of one collection: the only way from a store to the driver. */
export class GuardedCollection {
  /** @param connection that of the collection, for what takes a transaction */
  constructor(
    private readonly collection: mongoose.mongo.Collection<RawDocument>,
    private readonly connection: mongoose.Connection,
    private readonly capabilities: DatabaseCapabilities,
  ) {}

  find(filter: Filter, { sort, projection, maxBytes = Infinity, ...options }: FindOptions): Promise<RawDocument[]> {
    const cursor = this.collection.find(filter, {
      ...options,
      ...(projection && { projection }),
      ...(sort && { sort: toSort(sort) }),
    });
    return readWithin<RawDocument>(cursor, maxBytes);
  }

  findOne(filter: Filter, options: Pick<FindOptions, 'projection' | 'maxTimeMS'> = {}): Promise<RawDocument | null> {
    return this.collection.findOne(filter, options);
  }

  /** How many documents match. */
  count(filter: Filter, options: ReadOptions): Promise<number> {
    return this.collection.countDocuments(filter, options);
  }

  /** How many documents there are: MongoDB's own figure. */
  countAll(options: ReadOptions): Promise<number> {
    return this.collection.estimatedDocumentCount(options);
  }

  distinct(field: string, filter: Filter, options: ReadOptions): Promise<readonly unknown[]> {
    return this.collection.distinct(field, filter, options);
  }

  /** @param maxBytes as of `find` */
  aggregate(stages: Pipeline, options: mongoose.mongo.AggregateOptions, maxBytes: number): Promise<object[]> {
    return readWithin(this.collection.aggregate<object>([...stages], options), maxBytes);
  }

  /** Inserts all documents or none: several in a transaction, or taken back where the server has none. */
  async insert(documents: readonly RawDocument[], options: WriteOptions): Promise<void> {
    const [only] = documents;
    if (only && documents.length === 1) await this.collection.insertOne(only, options);
    else if (await this.capabilities.transactions()) await this.insertInTransaction(documents, options);
    else await this.insertOrUndo(documents, options);
  }

  /**
   * Replaces the one document that matches; says whether there was one.
   * @param freesUnique it has other values than before where a unique index looks
   */
  async replaceOne(
    filter: Filter,
    document: RawDocument,
    { freesUnique, ...options }: WriteOptions & { readonly freesUnique: boolean },
  ): Promise<boolean> {
    if (freesUnique && !(await this.capabilities.freesReplacedValues()))
      return this.deleteAndInsert(filter, document, options);
    const { matchedCount } = await this.collection.replaceOne(filter, document, options);
    return matchedCount === 1;
  }

  /** Deletes the one document that matches; says whether there was one. */
  async deleteOne(filter: Filter, options: WriteOptions): Promise<boolean> {
    const { deletedCount } = await this.collection.deleteOne(filter, options);
    return deletedCount === 1;
  }

  /** Deletes every document that matches; says how many that were. */
  async deleteMany(filter: Filter, options: WriteOptions): Promise<number> {
    const { deletedCount } = await this.collection.deleteMany(filter, options);
    return deletedCount;
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

  private deleteAndInsert(filter: Filter, document: RawDocument, options: WriteOptions): Promise<boolean> {
    return this.connection.getClient().withSession((session) =>
      session.withTransaction(async () => {
        const { deletedCount } = await this.collection.deleteOne(filter, { session });
        if (deletedCount === 1) await this.collection.insertOne(document, { session });
        return deletedCount === 1;
      }, options),
    );
  }
}

function toSort(sort: NonNullable<FindOptions['sort']>): [string, 1 | -1][] {
  return sort.map(([path, direction]) => [path, direction]);
}
