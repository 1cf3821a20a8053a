import mongoose from 'mongoose';
import type { Relation } from '../definition/relations.js';
import { soundValues, withIssues, type Checked } from '../document/checked-document.js';
import { distinctReferences, referenceKey, referredValue } from '../document/reference-key.js';
import type { PlacedValue } from '../document/values-at.js';
import { representValue } from '../representation/represent-value.js';
import type { ResourceContext } from './resource-context.js';

type Context = Pick<ResourceContext<object>, 'definition' | 'findRelated'>;

/** The same documents with an issue for every reference that leads nowhere: one query per relation, however many documents. */
export async function judgeRelations<C extends Checked>(
  context: Context,
  checked: readonly C[],
): Promise<readonly C[]> {
  const { relations } = context.definition;
  if (relations.length === 0) return checked;
  const missing = (await Promise.all(relations.map((relation) => findMissing(context, relation, checked)))).flat();
  if (missing.length === 0) return checked;
  return checked.map((one, index) => {
    const own = missing.filter(({ document }) => document === index);
    return withIssues(one, own, context.definition);
  });
}

/** As `judgeRelations`, for one document. */
export async function judgeRelationsOf<C extends Checked>(context: Context, checked: C): Promise<C> {
  const [judged = checked] = await judgeRelations(context, [checked]);
  return judged;
}

interface Reference extends PlacedValue {
  /** Its place in the request. */
  readonly document: number;
}

async function findMissing(
  { findRelated }: Context,
  relation: Relation,
  checked: readonly Checked[],
): Promise<readonly (Reference & { readonly issue: string })[]> {
  const { resource, field } = relation;
  const references = checked.flatMap((one, document) =>
    soundValues(one, relation.path).map((placed): Reference => ({ ...placed, document })),
  );
  if (references.length === 0) return [];
  const values = distinctReferences(references.map(({ value }) => value));
  const existing = await findRelated(resource).store.findExisting(field, values);
  const known = new Set(existing.map(referenceKey));
  const { source } = findRelated(resource).definition;
  return references
    .filter(({ value }) => !known.has(referenceKey(value)) || !mayBeIn(source, value))
    .map((reference) => ({ ...reference, issue: describeMissing(reference.value, relation) }));
}

/** A DBRef names the collection that it leads into. */
function mayBeIn(collection: string, reference: unknown): boolean {
  return !(reference instanceof mongoose.mongo.DBRef) || reference.collection === collection;
}

function describeMissing(value: unknown, { resource, field }: Relation): string {
  return `value '${String(representValue(referredValue(value)))}' must exist in resource '${resource}', field '${field}'.`;
}
