import type { Issues } from '../../errors/api-error.js';
import { isPlainObject } from '../definition/is-plain-object.js';
import { isUnique } from '../definition/is-unique.js';
import { pathsIn } from '../definition/paths-in.js';
import type { ValueDefinition } from '../definition/field-definition.js';
import { restyle } from '../definition/issue-tree.js';
import { addIssue, issueAt } from '../document/add-issue.js';
import { isSubDocument } from '../document/is-sub-document.js';
import { distinctReferences, referenceKey } from '../document/reference-key.js';
import type { StoredDocument } from '../document/stored-document.js';
import { hasIssues } from '../document/validate-document.js';
import { valuesAt, type PlacedValue } from '../document/values-at.js';
import { representValue } from '../representation/represent-value.js';
import type { ResourceStore } from '../resource.store.js';
import type { ResourceContext } from './resource-context.js';

/** A document whose other rules have been checked. */
interface Checked {
  readonly document: object;
  readonly issues: Issues;
}

interface Context extends Pick<ResourceContext<object>, 'definition' | 'queryTarget'> {
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
  let judged = checked;
  for (const path of pathsIn(context.definition.fields, isUniqueAnywhere))
    judged = await judgePath(context, judged, { path, original });
  return judged;
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

async function judgePath<C extends Checked>(
  { definition, store, queryTarget }: Context,
  checked: readonly C[],
  { path, original }: UniquePath,
): Promise<readonly C[]> {
  const values = distinctReferences(checked.flatMap((one) => soundValues(one, path).map(({ value }) => value)));
  if (values.length === 0) return checked;
  const own = new Set(original ? valuesAt(original, path).map(({ value }) => referenceKey(value)) : []);
  const existing = await store.findExisting(path, values, queryTarget.settings.maxTimeMs);
  const taken = new Set(existing.map(referenceKey).filter((key) => !own.has(key)));
  return checked.map((one) => {
    const found = soundValues(one, path).filter(({ value }) => taken.has(referenceKey(value)));
    const issues = found.reduce<Issues>(
      (known, { at, value }) => addIssue(known, at, `value '${String(representValue(value))}' is not unique`),
      one.issues,
    );
    return { ...one, issues: restyle(issues, definition) };
  });
}

/** A value that breaks another rule is not looked up, and no object of a client's becomes part of a query. */
function soundValues({ document, issues }: Checked, path: string): readonly PlacedValue[] {
  return valuesAt(document, path).filter(
    ({ value, at }) => !isPlainObject(value) && !isSubDocument(value) && issueAt(issues, at) === undefined,
  );
}
