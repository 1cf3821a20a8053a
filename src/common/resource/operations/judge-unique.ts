import type { ValueDefinition } from '../definition/field-definition.js';
import { isUnique } from '../definition/is-unique.js';
import { pathsIn } from '../definition/paths-in.js';
import { soundValues, withIssues, type Checked, type FoundIssue } from '../document/checked-document.js';
import { distinctReferences, referenceKey } from '../document/reference-key.js';
import type { StoredDocument } from '../document/stored-document.js';
import { hasIssues } from '../document/validate-document.js';
import { valuesAt } from '../document/values-at.js';
import { representValue } from '../representation/represent-value.js';
import type { ResourceStore } from '../resource.store.js';
import type { ResourceContext } from './resource-context.js';

interface Context extends Pick<ResourceContext<object>, 'definition'> {
  readonly store: Pick<ResourceStore<object>, 'findExisting'>;
}

/**
 * Documents that are refused anyway, with an issue for every unique value that is taken, so that a client reads of all that is
 * wrong. Where nothing else is, the index decides alone, and no rival comes in between.
 *
 * @param original the document that is changed, whose own values are no others'
 */
export async function judgeUnique<C extends Checked>(
  context: Context,
  checked: readonly C[],
  original?: StoredDocument,
): Promise<readonly C[]> {
  if (!checked.some(hasIssues)) return checked;
  const { definition } = context;
  const paths = pathsIn(definition.fields, isUniqueAnywhere);
  const taken = await Promise.all(paths.map((path) => findTaken(context, checked, { path, original })));
  return checked.map((one, index) => {
    const own = taken.flatMap((atPath) => atPath[index] ?? []);
    return withIssues(one, own, definition);
  });
}

/** As `judgeUnique`, for one document that is changed. */
export async function judgeUniqueOf<C extends Checked>(
  context: Context,
  checked: C,
  original: StoredDocument,
): Promise<C> {
  const [judged = checked] = await judgeUnique(context, [checked], original);
  return judged;
}

function isUniqueAnywhere(value: ValueDefinition): boolean {
  return isUnique(value) || value.uniqueWithinResource === true;
}

interface UniquePath {
  readonly path: string;
  readonly original: StoredDocument | undefined;
}

/** For each document its values at a path that another one has. */
async function findTaken(
  { store }: Context,
  checked: readonly Checked[],
  { path, original }: UniquePath,
): Promise<readonly (readonly FoundIssue[])[]> {
  const placed = checked.map((one) => soundValues(one, path));
  const values = distinctReferences(placed.flat().map(({ value }) => value));
  if (values.length === 0) return [];
  const own = new Set(original ? valuesAt(original, path).map(({ value }) => referenceKey(value)) : []);
  const existing = await store.findExisting(path, values);
  const taken = new Set(existing.map(referenceKey).filter((key) => !own.has(key)));
  return placed.map((ofOne) =>
    ofOne
      .filter(({ value }) => taken.has(referenceKey(value)))
      .map(({ at, value }) => ({ at, issue: `value '${String(representValue(value))}' is not unique` })),
  );
}
