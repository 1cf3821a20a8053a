import type mongoose from 'mongoose';
import { findTogether } from './find-together.js';
import { gather } from './gather.js';
import { insertTogether } from './insert-together.js';
import type { OperationGate } from './operation-gate.js';
import type { RawDocument, WriteOptions } from './operation-options.js';
import type { FoundIn } from './read-at-once.js';

/** The place of the operations, and the form of one that is done alone. */
interface Collaborators {
  readonly gate: OperationGate;
  /** Throws `ServiceUnavailable` while there is no connection. */
  readonly place: () => FoundIn;
  readonly findAlone: (id: mongoose.mongo.ObjectId) => Promise<Buffer | null>;
  readonly insertAlone: (document: RawDocument, options: WriteOptions) => Promise<void>;
}

/** A document that is inserted for itself. */
interface Insertion {
  readonly document: RawDocument;
  readonly options: WriteOptions;
}

/** Its outcome. */
type Outcome = typeof DONE | { readonly reason: unknown };

const DONE = {} as const;
const toDone = (): Outcome => DONE;
const toFailed = (reason: unknown): Outcome => ({ reason });

/**
 * The operations of one collection that several requests want at the same time: each is one command for all of them, and for
 * each it is as if it had been done for it alone.
 */
export class GatheredOperations {
  constructor(private readonly collaborators: Collaborators) {}

  /** The document of an id, as bytes. */
  readonly findById = gather(async (ids: readonly mongoose.mongo.ObjectId[]) => {
    const { gate, place, findAlone } = this.collaborators;
    const together = (): ReturnType<typeof findTogether> => findTogether(place(), ids, { maxTimeMS: gate.maxTimeMS });
    const found = ids.length > 1 ? await gate.readSoon(together) : undefined;
    return found ? ids.map((id) => found.get(id.toHexString()) ?? null) : Promise.all(ids.map(findAlone));
  });

  /** How many documents there are. */
  count(): Promise<number> {
    return this.countForEach('all');
  }

  /** Inserts a document. Throws what is the matter with that one, or with all. */
  async insert(document: RawDocument, options: WriteOptions): Promise<void> {
    const outcome = await this.insertEach({ document, options });
    if ('reason' in outcome) throw outcome.reason;
  }

  private readonly countForEach = gather(async (askers: readonly 'all'[]) => {
    const { gate, place } = this.collaborators;
    const { maxTimeMS } = gate;
    const count = await gate.readSoon(async () => place().collection.estimatedDocumentCount({ maxTimeMS }));
    return askers.map(() => count);
  });

  private readonly insertEach = gather(async (insertions: readonly Insertion[]) => {
    const rejected = insertions.length > 1 ? await this.insertTogether(insertions) : new Set([0]);
    const outcomes: Outcome[] = [];
    for (const [place, { document, options }] of insertions.entries())
      outcomes.push(rejected.has(place) ? await this.insertAlone(document, options) : DONE); // in turn: two may want one value
    return outcomes;
  });

  private insertTogether(insertions: readonly Insertion[]): Promise<ReadonlySet<number>> {
    const { gate, place } = this.collaborators;
    const documents = insertions.map(({ document }) => document);
    const options = { ...insertions[0]?.options, maxTimeMS: gate.maxTimeMS }; // those of the resource, for all alike
    return gate.write(() => insertTogether(place().collection, documents, options));
  }

  private insertAlone(document: RawDocument, options: WriteOptions): Promise<Outcome> {
    return this.collaborators.insertAlone(document, options).then(toDone, toFailed);
  }
}
