import mongoose from 'mongoose';
import type { DataRelation } from '../fields/field-definition.js';
import type { References } from '../rules/rule.js';
import { ReferenceBook, type Reference } from '../validation/reference-book.js';
import { referenceKey, referredValue } from '../validation/reference-key.js';
import type { FindRelated } from './related-resource.js';

interface RelationContext {
  readonly findRelated: FindRelated;
}

/** After so many it is the definitions that never come to rest: a default that is another reference each time. */
const MOST_ROUNDS = 10;

/**
 * Validates documents by where their references lead: first as if all led somewhere, which shows those that matter, and again
 * where one does not. One query per relation, however many documents; alternatives may ask for others in another round.
 */
export async function validateRelations<Result>(
  context: RelationContext,
  validate: (references: References) => Result,
): Promise<Result> {
  const book = new ReferenceBook();
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const validated = validate(book);
    const found = await Promise.all(
      Array.from(book.takeAsked(), ([relation, references]) => lookUp(context, relation, references)),
    );
    if (found.every((isAll) => isAll)) return validated;
  }
  book.close();
  return validate(book);
}

/** Writes down which of these references lead to a document; says whether all do. */
async function lookUp(
  { findRelated }: RelationContext,
  { resource, field = '_id' }: DataRelation,
  references: readonly Reference[],
): Promise<boolean> {
  const { store, scope, definition } = findRelated(resource);
  const values = references.map(({ value }) => referredValue(value));
  const existing = new Set((await store.findExisting(scope.referable, field, values)).map(referenceKey));
  let areAll = true;
  for (const reference of references) {
    const { value } = reference;
    reference.leads = existing.size > 0 && existing.has(referenceKey(value)) && mayBeIn(definition.source, value);
    areAll &&= reference.leads;
  }
  return areAll;
}

/** A DBRef names the collection that it leads into. */
function mayBeIn(collection: string, reference: unknown): boolean {
  return !(reference instanceof mongoose.mongo.DBRef) || reference.collection === collection;
}
