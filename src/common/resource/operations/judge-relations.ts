import mongoose from 'mongoose';
import type { DataRelation } from '../definition/field-definition.js';
import type { References } from '../definition/rules/rule.js';
import { ReferenceBook } from '../document/reference-book.js';
import { referenceKey, referredValue } from '../document/reference-key.js';
import type { ResourceContext } from './resource-context.js';

type Context = Pick<ResourceContext<object>, 'findRelated'>;

/** After so many it is the definitions that never come to rest: a default that is another reference each time. */
const MOST_ROUNDS = 10;

/**
 * Judges documents by where their references lead: first as if all led somewhere, which tells those that matter, and again
 * where one does not. One query per relation, however many documents; alternatives may ask for others in another round.
 */
export async function judgeRelations<Judged>(
  context: Context,
  judge: (references: References) => Judged,
): Promise<Judged> {
  const book = new ReferenceBook();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const judged = judge(book);
    const asked = book.takeAsked();
    const found = await Promise.all(
      asked.map(([relation, references]) => lookUp(context, { book, relation, references })),
    );
    if (found.every((isAll) => isAll)) return judged;
  }
  book.close();
  return judge(book);
}

interface Asked {
  readonly book: ReferenceBook;
  readonly relation: DataRelation;
  readonly references: ReadonlyMap<string, unknown>;
}

/** Whether all of these references lead to a document. */
async function lookUp({ findRelated }: Context, { book, relation, references }: Asked): Promise<boolean> {
  const { resource, field = '_id' } = relation;
  const { store, definition } = findRelated(resource);
  const found = await store.findExisting(field, [...references.values()].map(referredValue));
  const existing = new Set(found.map(referenceKey));
  return book.answer(
    relation,
    references,
    (value) => existing.has(referenceKey(value)) && mayBeIn(definition.source, value),
  );
}

/** A DBRef names the collection that it leads into. */
function mayBeIn(collection: string, reference: unknown): boolean {
  return !(reference instanceof mongoose.mongo.DBRef) || reference.collection === collection;
}
