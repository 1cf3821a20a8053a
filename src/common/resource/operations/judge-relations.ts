import mongoose from 'mongoose';
import type { Relation } from '../definition/relations.js';
import { soundValues, type Checked } from '../document/checked-document.js';
import { distinctReferences, referenceKey, referredValue } from '../document/reference-key.js';
import { valuesAt, type PlacedValue } from '../document/values-at.js';
import { representValue } from '../representation/represent-value.js';
import type { ResourceContext } from './resource-context.js';

type Context = Pick<ResourceContext<object>, 'definition' | 'findRelated'>;

/**
 * Adds an issue for every reference that leads nowhere: one query per relation, however many documents.
 *
 * @param original the document that is changed, whose read-only references stay wherever they lead
 */
export async function judgeRelations(
  context: Context,
  checked: readonly Checked[],
  original: object = {},
): Promise<void> {
  const { relations } = context.definition;
  const missing = await Promise.all(
    relations.map((relation) => findMissing(context, { ...relation, original }, checked)),
  );
  for (const [index, relation] of relations.entries()) {
    for (const { issues, at, value } of missing[index] ?? []) issues.addAt(at, () => describeMissing(value, relation));
  }
}

/** A relation, and the document that is changed. */
interface Judged extends Relation {
  readonly original: object;
}

interface Reference extends PlacedValue, Pick<Checked, 'issues'> {}

async function findMissing(
  { findRelated }: Context,
  relation: Judged,
  checked: readonly Checked[],
): Promise<readonly Reference[]> {
  const { resource, field, path, readOnly, original } = relation;
  const kept = new Set(readOnly ? valuesAt(original, path).map(({ value }) => value) : []);
  const references = checked.flatMap((one) =>
    soundValues(one, path)
      .filter(({ value }) => !kept.has(value))
      .map(({ value, at }): Reference => ({ value, at, issues: one.issues })),
  );
  if (references.length === 0) return [];
  const values = distinctReferences(references.map(({ value }) => value));
  const existing = await findRelated(resource).store.findExisting(field, values);
  const known = new Set(existing.map(referenceKey));
  const { source } = findRelated(resource).definition;
  return references.filter(({ value }) => !known.has(referenceKey(value)) || !mayBeIn(source, value));
}

/** A DBRef names the collection that it leads into. */
function mayBeIn(collection: string, reference: unknown): boolean {
  return !(reference instanceof mongoose.mongo.DBRef) || reference.collection === collection;
}

function describeMissing(value: unknown, { resource, field }: Relation): string {
  return `value '${String(representValue(referredValue(value)))}' must exist in resource '${resource}', field '${field}'.`;
}
