import mongoose, { type ClientSession } from 'mongoose';
import type { Modification } from '../bson/alteration.js';
import { LOSSLESS_READING, LOSSLESS_VALUES } from '../bson/lossless-reading.js';
import type { Caller } from '../caller.js';
import type { DatabaseCapabilities } from './capabilities.js';
import { avoidIndexes, shield } from './cures/avoid-indexes.js';
import type { NearCondition } from './cures/distance-to.js';
import type { EngineTraits } from './cures/engine-traits.js';
import { findNearest, nearIn } from './cures/find-nearest.js';
import { insertPastIndex } from './cures/insert-past-index.js';
import { onGlobe } from './cures/on-globe.js';
import { sortWhole } from './cures/sort-whole.js';
import { readTooSlow, writeTooSlow } from './database-late.js';
import { databaseUnreachable } from './database-unreachable.js';
import { DUPLICATE_KEY } from './duplicate-key.js';
import { findDocuments } from './find-documents.js';
import { GatheredOperations } from './gathered-operations.js';
import { modifyOne } from './modify-one.js';
import type { OperationGate, RequireTime } from './operation-gate.js';
import type { FindOptions, Order, RawDocument, WriteOptions } from './operation-options.js';
import type { FoundIn } from './read-at-once.js';
import { readWithin } from './read-within.js';

type Filter = Readonly<Record<string, unknown>>;
type Pipeline = readonly Filter[];

/** The dependencies of every operation. */
interface Guards {
  readonly capabilities: DatabaseCapabilities;
  readonly gate: OperationGate;
}

/**
 * Every operation that the engine asks of one collection: the only way from a store to the driver. Each passes the gate
 * once, which bounds its time; a read ends when its caller goes away, and is asked so that the database answers it rightly.
 */
export class GuardedCollection {
  private readonly capabilities: DatabaseCapabilities;
  private readonly gate: OperationGate;
  private readonly gathered: GatheredOperations;

  /** @param connection that of the collection, for what takes a transaction */
  constructor(
    private readonly collection: mongoose.mongo.Collection<RawDocument>,
    private readonly connection: mongoose.Connection,
    { capabilities, gate }: Guards,
  ) {
    this.capabilities = capabilities;
    this.gate = gate;
    this.gathered = new GatheredOperations({
      gate,
      place: () => this.place(),
      findAlone: (_id) => this.findAlone({ _id }),
      insertAlone: (document, options) => this.insertAlone([document], options),
    });
  }

  /** The traits of its database. */
  traits(): Promise<EngineTraits> {
    return this.capabilities.traits();
  }

  /** The documents that match, as bytes. */
  find(asked: Filter, wanted: FindOptions, caller?: Caller): Promise<Buffer[]> {
    const { sort, projection, maxBytes = Infinity, limit = 0, skip = 0, batchSize } = wanted;
    const { maxTimeMS } = this.gate;
    return this.gate.readLong(async (ending) => {
      const { filter, near, keepsOrder, misordersByIndex, hinted } = await this.reading(asked);
      const shape = { ...hinted, maxTimeMS, ...(projection && { projection }) };
      const page = { skip, limit, ...(batchSize !== undefined && { batchSize }) };
      if (near && (sort === undefined || sort.length === 0))
        return findNearest(this.collection, filter, near, { ...LOSSLESS_READING, ...shape, ...page, ...ending });
      const isInOrder = sort === 'stable' && keepsOrder;
      const order = sort && !isInOrder && { sort: toSort(sort, misordersByIndex) };
      return findDocuments(this.place(), { filter, ...shape, ...page, ...order }, { ...ending, maxBytes });
    }, caller);
  }

  /** A document that matches, as bytes. Those of the ids that are asked for at the same time are read together. */
  findOne(asked: Filter, options: Pick<FindOptions, 'projection'> = {}, caller?: Caller): Promise<Buffer | null> {
    const id = options.projection ? undefined : onlyId(asked);
    return id ? this.gate.join(() => this.gathered.findById(id), caller) : this.findAlone(asked, options, caller);
  }

  /** How many documents match. */
  count(asked: Filter, caller?: Caller): Promise<number> {
    const { maxTimeMS } = this.gate;
    return this.gate.readLong(async (ending) => {
      const { filter, hinted } = await this.reading(asked);
      return this.collection.countDocuments(filter, { ...hinted, ...ending, maxTimeMS });
    }, caller);
  }

  /** How many documents there are: MongoDB's own figure. */
  countAll(caller?: Caller): Promise<number> {
    return this.gate.join(() => this.gathered.count(), caller);
  }

  distinct(field: string, asked: Filter): Promise<readonly unknown[]> {
    const { maxTimeMS } = this.gate;
    return this.gate.readSoon(async () => {
      const { filter, hinted } = await this.reading(asked);
      return this.collection.distinct(field, filter, { ...LOSSLESS_VALUES, ...hinted, maxTimeMS });
    });
  }

  /**
   * The results of a pipeline, as bytes.
   * @param options may shorten the time that the database has
   */
  aggregate(
    stages: Pipeline,
    { maxBytes, ...options }: mongoose.mongo.AggregateOptions & Pick<FindOptions, 'maxBytes'>,
    caller?: Caller,
  ): Promise<Buffer[]> {
    const { maxTimeMS } = this.gate;
    return this.gate.readLong(async (ending) => {
      const { trustsIndexes } = await this.traits();
      const shape = {
        ...LOSSLESS_READING,
        maxTimeMS,
        ...options,
        ...ending,
        ...(!trustsIndexes && { hint: IN_NO_INDEX }),
      };
      return readWithin(this.collection.aggregate<object>([...stages], shape), maxBytes ?? Infinity);
    }, caller);
  }

  /** Inserts all documents or none: several in a transaction, or taken back where the server has none. */
  async insert(documents: readonly RawDocument[], options: WriteOptions): Promise<void> {
    const [only] = documents;
    if (!only || documents.length > 1) return this.insertAlone(documents, options);
    return this.gathered.insert(only, options);
  }

  /** As `modifyOne`, within its time. */
  modifyOne(filter: Filter, modification: Modification, options: WriteOptions): Promise<boolean> {
    const { maxTimeMS } = this.gate;
    return this.gate.write(() => modifyOne(this.collection, filter, modification, { ...options, maxTimeMS }));
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
  deleteMany(asked: Filter, options: WriteOptions): Promise<number> {
    const { maxTimeMS } = this.gate;
    return this.gate.write(async () => {
      const { trustsIndexes } = await this.traits();
      const filter = trustsIndexes ? asked : shield(asked);
      const { deletedCount } = await this.collection.deleteMany(filter, { ...options, maxTimeMS });
      return deletedCount;
    });
  }

  /** Waits for what must be done before a write, such as making an index; it goes on when it takes too long. */
  waitBeforeWrite<T>(work: Promise<T>): Promise<T> {
    return this.gate.waitFor(work, readTooSlow);
  }

  /** As `waitBeforeWrite`, for what is done beside a write. */
  waitBesideWrite<T>(work: Promise<T>): Promise<T> {
    return this.gate.waitFor(work, writeTooSlow);
  }

  private findAlone(
    asked: Filter,
    options: Pick<FindOptions, 'projection'> = {},
    caller?: Caller,
  ): Promise<Buffer | null> {
    const { maxTimeMS } = this.gate;
    const find = async (ending: { signal?: AbortSignal }): Promise<Buffer | null> => {
      const { filter, hinted } = await this.reading(asked);
      const command = { filter, ...options, ...hinted, limit: 1, singleBatch: true, maxTimeMS };
      const [found] = await findDocuments(this.place(), command, { ...ending, maxBytes: Infinity });
      return found ?? null;
    };
    return '_id' in asked ? this.gate.readSoon(() => find({}), caller) : this.gate.readLong(find, caller);
  }

  private insertAlone(documents: readonly RawDocument[], options: WriteOptions): Promise<void> {
    return this.gate.write(async (requireTime) => {
      const insertAll = (all: readonly RawDocument[]): Promise<void> => this.insertAll(all, options, requireTime);
      try {
        await insertAll(documents);
      } catch (error) {
        if (!mayBeFreed(error) || (await this.traits()).freesUniqueValues) throw error;
        await insertPastIndex(this.collection, documents, options, insertAll);
      }
    });
  }

  private place(): FoundIn {
    const { db } = this.connection;
    if (!db) throw databaseUnreachable();
    return { db, collection: this.collection };
  }

  /** How a filter is asked here, and whether what it finds comes in a stable order by itself. */
  private async reading(asked: Filter): Promise<Reading> {
    const traits = await this.traits();
    if (traits.trustsIndexes)
      return { filter: asked, hinted: {}, keepsOrder: false, misordersByIndex: false, near: undefined };
    const { hint, filter } = avoidIndexes(traits.measuresOnGlobe ? asked : onGlobe(asked));
    return {
      filter,
      hinted: hint ? { hint } : {},
      keepsOrder: traits.keepsInsertionOrder && hint !== undefined,
      misordersByIndex: hint === undefined,
      near: traits.sortsByDistance ? undefined : nearIn(filter),
    };
  }

  private async insertAll(
    documents: readonly RawDocument[],
    options: WriteOptions,
    requireTime: RequireTime,
  ): Promise<void> {
    const [only] = documents;
    if (only && documents.length === 1)
      await this.collection.insertOne(only, { ...options, maxTimeMS: this.gate.maxTimeMS });
    else if (await this.insertsInTransactions()) await this.insertInTransaction(documents, options, requireTime);
    else await this.insertOrUndo(documents, options);
  }

  private async insertsInTransactions(): Promise<boolean> {
    return (await this.capabilities.transactions()) && (await this.traits()).keepsUniqueInTransactions;
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
}

const BY_ID = [['_id', 1]] as const;
const IN_NO_INDEX = { $natural: 1 } as const;

/** The id, where nothing else is asked. */
function onlyId(filter: Filter): mongoose.mongo.ObjectId | undefined {
  const { _id: id, ...others } = filter;
  return id instanceof mongoose.mongo.ObjectId && Object.keys(others).length === 0 ? id : undefined;
}

interface Reading {
  readonly filter: Filter;
  readonly hinted: Pick<mongoose.mongo.FindOptions, 'hint'>;
  readonly keepsOrder: boolean;
  /** The database may take the order of an index for the one that is asked for. */
  readonly misordersByIndex: boolean;
  /** The point whose nearest are requested, where the database does not sort by distance. */
  readonly near: NearCondition | undefined;
}

/** A duplicate, but for one that the database shows with its value: some document has that. */
function mayBeFreed(error: unknown): boolean {
  return (
    error instanceof mongoose.mongo.MongoServerError && error.code === DUPLICATE_KEY && error['keyValue'] === undefined
  );
}

function toSort(sort: Order, isMisordered: boolean): ReadonlyMap<string, 1 | -1> {
  const keys = sort === 'stable' ? BY_ID : sort;
  return new Map(isMisordered ? sortWhole(keys) : keys);
}
