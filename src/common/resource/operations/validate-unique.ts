import { isSubDocument } from '../../bson/is-sub-document.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import type { ValueDefinition } from '../fields/field-definition.js';
import { issue } from '../rules/validation-issue.js';
import { isUnique, pathsIn } from '../fields/unique-fields.js';
import { distinctReferences, referenceKey } from '../validation/reference-key.js';
import type { StoredDocument } from '../document/stored-document.js';
import { hasIssues, type Validated } from '../validation/validate-document.js';
import type { DocumentScope } from '../lookup/document-scope.js';
import { valuesAt, type PlacedValue } from '../document/values-at.js';
import type { ResourceStore } from '../store/resource.store.js';
import type { ResourceContext } from './resource-context.js';

interface UniqueContext extends Pick<ResourceContext<object>, 'definition' | 'scope'> {
  readonly store: Pick<ResourceStore<object>, 'findExisting'>;
}

/**
 * Adds to documents that are rejected anyway an issue for every value of theirs that is a duplicate, so that a client reads of all that is
 * wrong. Where nothing else is, the index decides alone, and no rival comes in between.
 *
 * @param original the document that is changed, whose own values are no others'
 */
export async function validateUnique(
  context: UniqueContext,
  validated: readonly Validated[],
  original?: StoredDocument,
): Promise<void> {
  if (!validated.some(hasIssues)) return;
  const { definition, scope } = context;
  const inCollection = new Set(pathsIn(definition.fields, isUnique));
  const paths = pathsIn(definition.fields, isUniqueAnywhere).map((path): UniquePath => {
    return { path, original, scope: inCollection.has(path) ? scope.comparable : scope.referable };
  });
  const duplicates = await Promise.all(paths.map((path) => findDuplicates(context, validated, path)));
  for (const { issues, at, value } of duplicates.flat()) issues.reportAt(at, issue('not_unique', value));
}

function isUniqueAnywhere(value: ValueDefinition): boolean {
  return isUnique(value) || value.uniqueWithinResource === true;
}

interface UniquePath {
  readonly path: string;
  /** Among which documents no two have the same value. */
  readonly scope: DocumentScope;
  readonly original: StoredDocument | undefined;
}

interface Duplicate extends PlacedValue, Pick<Validated, 'issues'> {}

/** The values at a path that another document has. */
async function findDuplicates(
  { store }: UniqueContext,
  validated: readonly Validated[],
  { path, scope, original }: UniquePath,
): Promise<readonly Duplicate[]> {
  const placed = validated.flatMap((one) =>
    soundValues(one, path).map(({ value, at }): Duplicate => ({ value, at, issues: one.issues })),
  );
  const values = distinctReferences(placed.map(({ value }) => value));
  if (values.length === 0) return [];
  const own = new Set(original ? valuesAt(original, path).map(({ value }) => referenceKey(value)) : []);
  const existing = await store.findExisting(scope, path, values);
  const duplicates = new Set(existing.map(referenceKey).filter((key) => !own.has(key)));
  return placed.filter(({ value }) => duplicates.has(referenceKey(value)));
}

/** The values at a path that can be looked up: none that breaks another rule, and no object of a client's, which would be part of a query. */
function soundValues({ document, issues }: Validated, path: string): readonly PlacedValue[] {
  return valuesAt(document, path).filter(
    ({ value, at }) => !isPlainObject(value) && !isSubDocument(value) && !issues.hasAt(at),
  );
}
