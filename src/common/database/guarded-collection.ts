import mongoose, { type ClientSession } from 'mongoose';
import type { Caller } from '../caller.js';
import type { DatabaseCapabilities } from './capabilities.js';
import type { OperationGate, RequireTime } from './operation-gate.js';

/** A document as MongoDB holds it. */
export type RawDocument = Readonly<Record<string, unknown>> & { readonly _id: unknown };

type Filter = Readonly<Record<string, unknown>>;
type Pipeline = readonly Filter[];

/** What to read, and in which order. */
export interface FindOptions {
  readonly projection?: Filter;
  readonly sort?: readonly (readonly [path: string, direction: 1 | -1])[];
  readonly skip?: number;
  /** 0 reads all. */
  readonly limit?: number;
  readonly batchSize?: number;
}

/** What a write waits for. */
export type WriteOptions = Readonly<Pick<mongoose.mongo.TransactionOptions, 'writeConcern'>>;

/** What every operation depends on. */
interface Guards {
  readonly capabilities: DatabaseCapabilities;
  readonly gate: OperationGate;
}

/**
 * Every operation that the engine asks of one collection: the only way from a store to the driver. Each passes the gate
 * once, which bounds its time; a read ends when its caller goes away.
 */
export class GuardedCollection {
  private readonly capabilities: DatabaseCapabilities;
  private readonly gate: OperationGate;

  /** @param connection that of the collection, for what takes a transaction */
  constructor(
    private readonly collection: mongoose.mongo.Collection<RawDocument>,
    private readonly connection: mongoose.Connection,
    { capabilities, gate }: Guards,
  ) {
    this.capabilities = capabilities;
    this.gate = gate;
  }

  find(filter: Filter, { sort, projection, ...options }: FindOptions, caller?: Caller): Promise<RawDocument[]> {
    const { maxTimeMS } = this.gate;
    const shape = { ...options, maxTimeMS, ...(projection && { projection }), ...(sort && { sort: toSort(sort) }) };
    return this.gate.readLong((ending) => this.collection.find(filter, { ...shape, ...ending }).toArray(), caller);
  }

  findOne(filter: Filter, options: Pick<FindOptions, 'projection'> = {}, caller?: Caller): Promise<RawDocument | null> {
    const { gate } = this;
    const { maxTimeMS } = gate;
    if ('_id' in filter) return gate.readSoon(() => this.collection.findOne(filter, { ...options, maxTimeMS }), caller);
    return gate.readLong((ending) => this.collection.findOne(filter, { ...options, maxTimeMS, ...ending }), caller);
  }

  /** How many documents match. */
  count(filter: Filter, caller?: Caller): Promise<number> {
    const { maxTimeMS } = this.gate;
    return this.gate.readLong((ending) => this.collection.countDocuments(filter, { maxTimeMS, ...ending }), caller);
  }

  /** How many documents there are: MongoDB's own figure. */
  countAll(caller?: Caller): Promise<number> {
    const { maxTimeMS } = this.gate;
    return this.gate.readSoon(() => this.collection.estimatedDocumentCount({ maxTimeMS }), caller);
  }

  distinct(field: string, filter: Filter): Promise<readonly unknown[]> {
    const { maxTimeMS } = this.gate;
    return this.gate.readSoon(() => this.collection.distinct(field, filter, { maxTimeMS }));
  }

  /** @param options may shorten the time that the database has */
  aggregate(stages: Pipeline, options: mongoose.mongo.AggregateOptions, caller?: Caller): Promise<object[]> {
    const { maxTimeMS } = this.gate;
    const run = (ending: { signal?: AbortSignal }): Promise<object[]> =>
      this.collection.aggregate<object>([...stages], { maxTimeMS, ...options, ...ending }).toArray();
    return this.gate.readLong(run, caller);
  }

  /** Inserts all documents or none: several in a transaction, or taken back where the server has none. */
  insert(documents: readonly RawDocument[], options: WriteOptions): Promise<void> {
    const { maxTimeMS } = this.gate;
    const [only] = documents;
    return this.gate.write(async (requireTime) => {
      if (only && documents.length === 1) await this.collection.insertOne(only, { ...options, maxTimeMS });
      else if (await this.capabilities.transactions()) await this.insertInTransaction(documents, options, requireTime);
      else await this.insertOrUndo(documents, options);
    });
  }

  /**
   * Replaces the one document that matches; says whether there was one.
   * @param freesUnique it has other values than before where a unique index looks
   */
  replaceOne(
    filter: Filter,
    document: RawDocument,
    { freesUnique, ...options }: WriteOptions & { readonly freesUnique: boolean },
  ): Promise<boolean> {
    const { maxTimeMS } = this.gate;
    return this.gate.write(async (requireTime) => {
      if (freesUnique && !(await this.capabilities.freesReplacedValues()))
        return this.deleteAndInsert(filter, document, { options, requireTime });
      const { matchedCount } = await this.collection.replaceOne(filter, document, { ...options, maxTimeMS });
      return matchedCount === 1;
    });
  }

  /** Deletes the one document that matches; says whether there was one. */
  deleteOne(filter: Filter, options: WriteOptions): Promise<boolean> {
    const { maxTimeMS } = this.gate;
    return this.gate.write(async () => {
      const { deletedCount } = await this.collection.deleteOne(filter, { ...options, maxTimeMS });
      return deletedCount === 1;
    });
  }

  /** Deletes every document that matches; says how many that were. */
  deleteMany(filter: Filter, options: WriteOptions): Promise<number> {
    const { maxTimeMS } = this.gate;
    return this.gate.write(async () => {
      const { deletedCount } = await this.collection.deleteMany(filter, { ...options, maxTimeMS });
      return deletedCount;
    });
  }

  private async insertInTransaction(
    documents: readonly RawDocument[],
    options: WriteOptions,
    requireTime: RequireTime,
  ): Promise<void> {
    const { maxTimeMS } = this.gate;
    await this.connection.transaction(async (session: ClientSession) => {
      requireTime(); // the driver tries again for two minutes
      await this.collection.insertMany(documents, { session, maxTimeMS });
    }, options);
  }

  private async insertOrUndo(documents: readonly RawDocument[], options: WriteOptions): Promise<void> {
    try {
      await this.collection.insertMany(documents, { ...options, maxTimeMS: this.gate.maxTimeMS });
    } catch (error) {
      const insertedCount = error instanceof mongoose.mongo.MongoBulkWriteError ? error.insertedCount : 0;
      const inserted = documents.slice(0, insertedCount).map(({ _id: id }) => id);
      const written: Filter = { _id: { $in: inserted } };
      await this.collection.deleteMany(written, options);
      throw error;
    }
  }

  private deleteAndInsert(
    filter: Filter,
    document: RawDocument,
    { options, requireTime }: { readonly options: WriteOptions; readonly requireTime: RequireTime },
  ): Promise<boolean> {
    return this.connection.getClient().withSession((session) =>
      session.withTransaction(async () => {
        requireTime();
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
