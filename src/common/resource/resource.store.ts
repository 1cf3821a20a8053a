import type mongoose from 'mongoose';
import { InsertionFailed, ValidationFailed } from '../errors/api-error.js';
import { findDuplicate, type Duplicate } from '../database/duplicate-key.js';
import type { WriteConcern } from '../../config/write-concern.js';
import type { GuardedCollection, WriteOptions } from '../database/guarded-collection.js';
import { isEqual } from './definition/is-equal.js';
import { placeTaken } from './document/place-taken.js';
import { restyle, type IssueStyle } from './definition/issue-tree.js';
import type { CollectionIndexes } from './indexes/collection-indexes.js';
import { writeUnderIndexes, type GuardingIndexes } from './indexes/write-under-indexes.js';
import type { Lookup } from './query/lookup.js';
import { refuseQuery, refuseValues } from './refused-query.js';
import type { Sort } from './query/sort.js';
import { renamingOf, type Renaming, type ServerNames, type StoredMembers } from './document/server-names.js';
import type { StoredDocument } from './document/stored-document.js';

/** What to read of a collection, in MongoDB's terms. */
export interface StoreQuery {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly projection?: Readonly<Record<string, unknown>> | undefined;
  readonly sort: Sort;
  readonly skip: number;
  /** 0 reads all. */
  readonly limit: number;
  /** Longest time the database may work on it, in milliseconds. */
  readonly maxTimeMs: number;
}

type Pipeline = readonly Readonly<Record<string, unknown>>[];

/** How a pipeline is run. */
interface AggregationRun {
  readonly options: mongoose.mongo.AggregateOptions;
  /** A client has put values into it. */
  readonly hasValues: boolean;
}

type Filter = Readonly<Record<string, unknown>>;
type Stored = StoredMembers;

const BY_ID: Sort = [['_id', 1]];

/** How a resource keeps its documents. */
export interface StoreOptions {
  /** What every document that is read, changed or deleted must match. */
  readonly limits: Filter;
  readonly names: ServerNames;
  /** How is told what is wrong with a document. */
  readonly issueStyle: IssueStyle;
  /** What writes wait for; that of the connection string, or the server's, where it says nothing. */
  readonly writeConcern: WriteConcern;
  /** Whether its indexes exist, without which `unique` would not hold, and what they look at. */
  readonly indexes: GuardingIndexes & Pick<CollectionIndexes, 'uniqueMembers'>;
}

/** The documents of one resource: what is read of them and written, in the terms of its definition. */
export class ResourceStore<T extends object> {
  private readonly isLimited: boolean;
  private readonly renaming: Renaming | undefined;
  private readonly writing: WriteOptions;

  constructor(
    private readonly collection: GuardedCollection,
    private readonly options: StoreOptions,
  ) {
    this.isLimited = Object.keys(options.limits).length > 0;
    this.renaming = renamingOf(options.names);
    this.writing = toWriteOptions(options.writeConcern);
  }

  async find({ filter, projection, sort, skip, limit, maxTimeMs }: StoreQuery): Promise<readonly StoredDocument<T>[]> {
    const options = { sort, skip, limit, maxTimeMS: maxTimeMs, ...(limit > 0 && { batchSize: limit + 1 }) };
    const found = this.collection.find(this.within(filter), { ...options, ...(projection && { projection }) });
    return this.fromStored(await found.catch(refuseQuery));
  }

  /** How many documents match; of a whole collection MongoDB keeps the figure itself. */
  async count(filter: Readonly<Record<string, unknown>>, maxTimeMs: number): Promise<number> {
    if (!this.isLimited && Object.keys(filter).length === 0) return this.collection.countAll({ maxTimeMS: maxTimeMs });
    return this.collection.count(this.within(filter), { maxTimeMS: maxTimeMs }).catch(refuseQuery);
  }

  /** What a pipeline gives. Where a client's values are in it, what the database cannot do with them is the client's fault. */
  async aggregate(pipeline: Pipeline, { options, hasValues }: AggregationRun): Promise<readonly object[]> {
    const stages = this.isLimited ? [{ $match: this.options.limits }, ...pipeline] : pipeline;
    const results = this.collection.aggregate(stages, options);
    return hasValues ? results.catch(refuseValues) : results;
  }

  async findOne(lookup: Lookup, projection?: Readonly<Record<string, unknown>>): Promise<StoredDocument<T> | null> {
    const found = await this.collection.findOne(this.within(lookup), projection && { projection });
    const [document = null] = found ? this.fromStored([found]) : [];
    return document;
  }

  /** Every document that a URL names, by id. */
  async findAll(lookup: Lookup): Promise<readonly StoredDocument<T>[]> {
    return this.fromStored(await this.collection.find(this.within(lookup), { sort: BY_ID }));
  }

  /** Every document in whose field one of these values is, by id: one query and one answer. */
  async findReferred(
    field: string,
    values: readonly unknown[],
    maxTimeMs: number,
  ): Promise<readonly StoredDocument<T>[]> {
    const options = { sort: BY_ID, batchSize: values.length + 1, maxTimeMS: maxTimeMs };
    return this.fromStored(await this.collection.find(this.within(oneOf(field, values)), options));
  }

  /** Those of these values that are in the field of some document, and perhaps others beside them. */
  async findExisting(field: string, values: readonly unknown[], maxTimeMs: number): Promise<readonly unknown[]> {
    return this.collection.distinct(field, this.within(oneOf(field, values)), { maxTimeMS: maxTimeMs });
  }

  /** Inserts all documents or none. */
  async insert(documents: readonly StoredDocument<T>[]): Promise<void> {
    const { indexes } = this.options;
    const stored = documents.map((document) => this.toStored(document));
    try {
      await writeUnderIndexes(indexes, {
        write: () => this.collection.insert(stored, this.writing),
        undo: () => this.collection.deleteMany({ _id: { $in: stored.map(({ _id: id }) => id) } }, this.writing),
      });
    } catch (error) {
      const taken = this.findTakenValue(error, documents);
      if (!taken) throw error;
      throw new InsertionFailed(documents.map((_, index) => (index === taken.index ? taken.issues : {})));
    }
  }

  /** Replaces the document if it still is as `original`; says whether it was. */
  async replace(document: StoredDocument<T>, original: StoredDocument<T>): Promise<boolean> {
    const { indexes } = this.options;
    const freesUnique = indexes.uniqueMembers.some((name) => !hasSame(name, document, original));
    const write = this.replacement(original, document, freesUnique);
    try {
      if (freesUnique)
        return await writeUnderIndexes(indexes, { write, undo: this.replacement(document, original, true) });
      if (!indexes.areReady) await indexes.requireReady();
      return await write();
    } catch (error) {
      const taken = this.findTakenValue(error, [document]);
      throw taken ? new ValidationFailed(taken.issues) : error;
    }
  }

  /** Deletes the document if it still is as `original`; says whether it was. */
  async delete(original: StoredDocument<T>): Promise<boolean> {
    return this.collection.deleteOne(this.within(this.unchanged(original)), this.writing);
  }

  /** Deletes every document that a URL names; says how many that were. */
  async deleteAll(lookup: Lookup): Promise<number> {
    return this.collection.deleteMany(this.within(lookup), this.writing);
  }

  /** A taken value of a unique field is the document's fault (422); a taken `_id`, and what no field can be blamed for, is a conflict (409). */
  private findTakenValue(error: unknown, documents: readonly object[]): Duplicate | undefined {
    const duplicate = findDuplicate(error, documents);
    if (!duplicate || '_id' in duplicate.issues || Object.keys(duplicate.issues).length === 0) return undefined;
    const issues = placeTaken(duplicate.issues, documents[duplicate.index] ?? {});
    return { ...duplicate, issues: restyle(issues, this.options.issueStyle) };
  }

  private replacement(
    original: StoredDocument,
    document: StoredDocument,
    freesUnique: boolean,
  ): () => Promise<boolean> {
    const filter = this.within(this.unchanged(original));
    return () => this.collection.replaceOne(filter, this.toStored(document), { ...this.writing, freesUnique });
  }

  private within(filter: Filter): Filter {
    return this.isLimited ? { $and: [this.options.limits, filter] } : filter;
  }

  /** The state a conditional write expects; a document that something else wrote may have no tag. */
  private unchanged({ _id, _etag }: StoredDocument): Filter {
    return { _id, [this.options.names.etagName]: _etag ?? null };
  }

  private toStored(document: StoredDocument): Stored {
    return this.renaming?.toStored(document) ?? { ...document };
  }

  /** What this store alone writes there. */
  private fromStored(found: readonly Stored[]): readonly StoredDocument<T>[] {
    const { renaming } = this;
    const documents = renaming ? found.map((stored) => renaming.fromStored(stored)) : found;
    return documents as readonly StoredDocument<T>[]; // documents of this resource
  }
}

function hasSame(name: string, one: object, other: object): boolean {
  const [value, otherValue] = [one, other].map((document) => (document as Readonly<Record<string, unknown>>)[name]); // any object is a record of its members
  return isEqual(value, otherValue);
}

function toWriteOptions({ w, j, wtimeout }: WriteConcern): WriteOptions {
  if (w === undefined && j === undefined && wtimeout === undefined) return {};
  return {
    writeConcern: {
      ...(w !== undefined && { w: w as mongoose.mongo.W }), // custom write concerns have names of any kind
      ...(j !== undefined && { journal: j }),
      ...(wtimeout !== undefined && { wtimeoutMS: wtimeout }),
    },
  };
}

function oneOf(field: string, values: readonly unknown[]): Filter {
  return { [field]: { $in: values } };
}
