import type mongoose from 'mongoose';
import type { WriteConcern } from '../../../config/write-concern.js';
import type { Caller } from '../../caller.js';
import type { GuardedCollection } from '../../database/guarded-collection.js';
import type { WriteOptions } from '../../database/operation-options.js';
import { alterationOf, type Alteration, type Modification } from '../../bson/alteration.js';
import { isSameValue } from '../../bson/is-same-value.js';
import { readDocument } from '../../bson/lossless-reading.js';
import { storedDocument } from '../../bson/stored-value.js';
import { Unwritable } from '../../bson/unwritable.js';
import { withLongs } from '../../bson/with-longs.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import { ownMember } from '../../values/own-member.js';
import { toUnmarked } from '../../bson/to-unmarked.js';
import { IssueTree } from '../rules/issue-tree.js';
import { issue } from '../rules/validation-issue.js';
import type { IssueStyle } from '../validation/issue-renderer.js';
import { rejectDocument, rejectDocuments } from '../validation/reject-documents.js';
import { findMisplaced } from '../indexes/find-misplaced.js';
import type { CollectionIndexes } from '../indexes/collection-indexes.js';
import { writeUnderIndexes, type GuardingIndexes } from '../indexes/write-under-indexes.js';
import { DocumentScope } from '../lookup/document-scope.js';
import { isExactly } from '../lookup/conditions.js';
import { findDuplicates } from './find-duplicates.js';
import { rejectQuery, rejectReferences, rejectValues } from './rejected-query.js';
import type { Order, Sort } from '../query/sort/sort.js';
import { planAt, planForms, toStoredForms, toWorkingForms, type FormPlan } from '../document/stored-forms.js';
import { renamingOf, type Renaming, type StoredMembers } from '../document/server-names.js';
import { LazyDocument } from '../document/lazy-document.js';
import type { StoredDocument } from '../document/stored-document.js';

/** The part to read of the documents in a scope, in MongoDB's terms. */
export interface StoreQuery {
  readonly filter: Readonly<Record<string, unknown>>;
  readonly projection?: Readonly<Record<string, unknown>> | undefined;
  readonly sort: Order;
  readonly skip: number;
  /** 0 reads all. */
  readonly limit: number;
  /** Most bytes to read, more or less; `ReadTooLarge` beyond. */
  readonly maxBytes: number;
}

type Pipeline = readonly Readonly<Record<string, unknown>>[];

/** How a pipeline is run. */
interface AggregationRun {
  readonly options: mongoose.mongo.AggregateOptions;
  /** A client has put values into it. */
  readonly hasValues: boolean;
  /** As of a query. */
  readonly maxBytes: number;
}

/** The limits of a read. */
interface ReferredReading extends Pick<StoreQuery, 'maxBytes'> {
  /** Whom it is read for; a write reads for itself. */
  readonly caller?: Caller | undefined;
}

type Filter = Readonly<Record<string, unknown>>;
type Stored = StoredMembers;

const BY_ID: Sort = [['_id', 1]];

/** How a resource keeps its documents. */
export interface StoreOptions extends Pick<ResourceDefinition, 'added' | 'names'> {
  /** Their declared fields. */
  readonly fields: readonly FieldDefinition[];
  /** How is reported what is wrong with a document. */
  readonly issueStyle: IssueStyle;
  /** The write concern; that of the connection string, or the server's, where there is none. */
  readonly writeConcern: WriteConcern;
  /** Whether its indexes exist, without which `unique` would not hold, what they look at and what they cannot take. */
  readonly indexes: GuardingIndexes & Pick<CollectionIndexes, 'uniqueMembers' | 'placePaths'>;
}

/** The documents of one resource: what is read of them and written, in the terms of its definition. */
export class ResourceStore<T extends object> {
  private readonly renaming: Renaming | undefined;
  private readonly floats: FormPlan | undefined;
  private readonly writing: WriteOptions;
  private readonly indexes: GuardingIndexes;

  constructor(
    private readonly collection: GuardedCollection,
    private readonly options: StoreOptions,
  ) {
    this.renaming = renamingOf(options.added);
    this.floats = planForms(options.fields);
    this.writing = toWriteOptions(options.writeConcern);
    this.indexes = inTime(options.indexes, collection);
  }

  async find(
    scope: DocumentScope,
    { filter, projection, ...page }: StoreQuery,
    caller: Caller,
  ): Promise<readonly LazyDocument<T>[]> {
    const options = { ...page, ...(page.limit > 0 && { batchSize: page.limit + 1 }) };
    const found = this.collection.find(
      toUnmarked(scope.matching(filter)),
      { ...options, ...(projection && { projection: toUnmarked(projection) }) },
      caller,
    );
    return (await found.catch(rejectQuery)).map((bytes) => this.lazily(bytes));
  }

  /** How many documents match; of a whole collection MongoDB keeps the figure itself. */
  async count(scope: DocumentScope, filter: Filter, caller: Caller): Promise<number> {
    const matching = scope.matching(filter);
    if (Object.keys(matching).length === 0) return this.collection.countAll(caller);
    return this.collection.count(toUnmarked(matching), caller).catch(rejectQuery);
  }

  /** The results of a pipeline on the documents in a scope. Where a client's values are in it, an error of the database about them is the client's. */
  async aggregate(
    scope: DocumentScope,
    pipeline: Pipeline,
    { options, hasValues, maxBytes }: AggregationRun,
    caller: Caller,
  ): Promise<readonly object[]> {
    const matching = scope.matching();
    const own = hasValues ? toUnmarked(pipeline) : pipeline;
    const sent = Object.keys(matching).length === 0 ? own : [{ $match: toUnmarked(matching) }, ...own];
    const results = this.collection.aggregate(sent, { ...options, maxBytes }, caller);
    return (await (hasValues ? results.catch(rejectValues) : results)).map(readDocument);
  }

  /** @param caller whom it is read for; a write reads for itself */
  async findOne(
    scope: DocumentScope,
    projection?: Readonly<Record<string, unknown>>,
    caller?: Caller,
  ): Promise<LazyDocument<T> | null> {
    const options = projection && { projection: toUnmarked(projection) };
    const found = await this.collection.findOne(toUnmarked(scope.matching()), options, caller);
    return found && this.lazily(found);
  }

  /** Every document in a scope, by id. */
  async findAll(scope: DocumentScope): Promise<readonly StoredDocument<T>[]> {
    const found = await this.collection.find(toUnmarked(scope.matching()), { sort: BY_ID });
    return found.map(this.decode);
  }

  /** Every document in whose field one of these values is, by id: one query and one answer. */
  async findReferred(
    scope: DocumentScope,
    field: string,
    values: readonly unknown[],
    { maxBytes, caller }: ReferredReading,
  ): Promise<readonly StoredDocument<T>[]> {
    const options = { sort: BY_ID, batchSize: values.length + 1, maxBytes };
    const found = await this.collection.find(scope.matching(oneOf(field, values)), options, caller);
    return found.map(this.decode);
  }

  /** Those of these values that are in the field of some document, and perhaps others beside them. */
  async findExisting(scope: DocumentScope, field: string, values: readonly unknown[]): Promise<readonly unknown[]> {
    return this.collection.distinct(field, scope.matching(oneOf(field, values))).catch(rejectReferences);
  }

  /** Whether sub-documents come in MongoDB's order. */
  async sortsSubDocuments(): Promise<boolean> {
    return (await this.collection.traits()).sortsSubDocuments;
  }

  /** Inserts all documents or none. */
  async insert(documents: readonly StoredDocument<T>[]): Promise<void> {
    const { indexes } = this;
    const misplaced = findMisplaced(documents, this.options.indexes.placePaths);
    if (misplaced) throw rejectDocuments(misplaced, this.options.issueStyle);
    const stored = documents.map((document) => this.toExact(this.toStored(document)));
    try {
      await writeUnderIndexes(indexes, {
        write: () => this.collection.insert(stored, this.writing),
        undo: () => this.collection.deleteMany({ _id: { $in: stored.map(({ _id: id }) => id) } }, this.writing),
      });
    } catch (error) {
      const issues = await findDuplicates(error, documents, this.collection);
      throw issues ? rejectDocuments(issues, this.options.issueStyle) : error;
    }
  }

  /**
   * Makes the stored document this one if it still is in the scope, and nobody has changed its entity tag since it was read; says
   * whether that was so. What is as it was is not written.
   */
  async change(scope: DocumentScope, document: StoredDocument<T>, original: LazyDocument<T>): Promise<boolean> {
    const { indexes } = this;
    const { issueStyle, indexes: declared } = this.options;
    const [misplaced] = findMisplaced([document], declared.placePaths) ?? [];
    if (misplaced) throw rejectDocument(misplaced, issueStyle);
    const stored = this.toWorkingForms(storedDocument(original.bytes));
    const changed = this.toStored(document);
    const { forth, back } = this.alteration(stored, changed);
    const write = (): Promise<boolean> => this.modify(scope, original.document, this.toExactModification(forth));
    const undo = (): Promise<boolean> => this.modify(DocumentScope.WHOLE_COLLECTION, document, back()); // it may have left the scope
    const changesUnique = declared.uniqueMembers.some((name) => !hasSame(name, stored.value, changed));
    try {
      if (changesUnique) return await writeUnderIndexes(indexes, { write, undo });
      if (!indexes.areReady) await indexes.requireReady();
      return await write();
    } catch (error) {
      const [issues] = (await findDuplicates(error, [document], this.collection)) ?? [];
      throw issues ? rejectDocument(issues, this.options.issueStyle) : error;
    }
  }

  /** Deletes the document if it still is in the scope and as `original`; says whether it was. */
  async delete(scope: DocumentScope, original: StoredDocument<T>): Promise<boolean> {
    return this.collection.deleteOne(toUnmarked(scope.exactly(this.unchanged(original))), this.writing);
  }

  /** Deletes every document in a scope; says how many that were. */
  async deleteAll(scope: DocumentScope): Promise<number> {
    return this.collection.deleteMany(toUnmarked(scope.matching()), this.writing);
  }

  /** A duplicate that stops a change is reported as the document's own issue: nobody else can make room for it. */
  private alteration(...states: Parameters<typeof alterationOf>): Alteration {
    try {
      return alterationOf(...states);
    } catch (error) {
      if (!(error instanceof Unwritable)) throw error;
      const { path = 'validation exception', what } = error;
      const issues = new IssueTree();
      issues.reportAt(path.split('.'), issue('unwritable', what));
      throw rejectDocument(issues, this.options.issueStyle);
    }
  }

  private modify(scope: DocumentScope, document: StoredDocument, modification: Modification): Promise<boolean> {
    const filter = toUnmarked(scope.exactly(this.unchanged(document)));
    return this.collection.modifyOne(filter, modification, this.writing);
  }

  /** The state a conditional write expects; a document that something else wrote may have no tag. */
  private unchanged({ _id, _etag }: StoredDocument): Filter {
    return { ...isExactly('_id', _id), [this.options.names.etagName]: _etag ?? null };
  }

  /** With numbers of the types that they are stored as: floats are doubles, all other whole numbers integers. */
  private toExact<V>(value: V): V {
    return withLongs(toStoredForms(value, this.floats)) as V; // what the driver takes for the same
  }

  private toExactModification(modification: Modification): Modification {
    if ('replacement' in modification) return { replacement: this.toExact(modification.replacement) };
    const { set, removed } = modification;
    const exact = [...set].map(([path, value]) => [path, this.toExactAt(path, value)] as const);
    return { set: new Map(exact), removed };
  }

  private toExactAt(path: string, value: unknown): unknown {
    return withLongs(toStoredForms(value, planAt(this.floats, path)));
  }

  private toWorkingForms(stored: ReturnType<typeof storedDocument>): ReturnType<typeof storedDocument> {
    return this.floats ? { ...stored, value: toWorkingForms(stored.value, this.floats) as object } : stored; // a document still
  }

  private toStored(document: StoredDocument): Stored {
    return this.renaming?.toStored(document) ?? (document as Stored); // any object is a record of its members
  }

  private lazily(bytes: Buffer): LazyDocument<T> {
    return new LazyDocument(bytes, this.decode);
  }

  /** The bytes of what this store alone writes there. */
  private readonly decode = (bytes: Buffer): StoredDocument<T> => {
    const { floats, renaming } = this;
    const stored = readDocument(bytes);
    const plain = floats ? (toWorkingForms(stored, floats) as Stored) : stored; // a document still
    return (renaming ? renaming.fromStored(plain) : plain) as StoredDocument<T>; // a document of this resource
  };
}

/** Indexes that are looked at and made as long as it takes, and waited for no longer than for a write. */
function inTime(indexes: GuardingIndexes, collection: GuardedCollection): GuardingIndexes {
  return {
    get areReady() {
      return indexes.areReady;
    },
    requireReady: () => collection.waitBeforeWrite(indexes.requireReady()),
    stillStand: () => collection.waitBesideWrite(indexes.stillStand()),
    doubt: () => {
      indexes.doubt();
    },
  };
}

function hasSame(name: string, read: object, document: object): boolean {
  return isSameValue(ownMember(read, name), ownMember(document, name));
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
  return { [field]: { $in: toUnmarked(values) } };
}
