import { findDuplicate } from '../../database/duplicate-key.js';
import type { GuardedCollection } from '../../database/guarded-collection.js';
import { readDocument } from '../../bson/lossless-reading.js';
import { toUnmarked } from '../../bson/to-unmarked.js';
import { valuesAt, type PlacedValue } from '../document/values-at.js';
import type { StoredDocument } from '../document/stored-document.js';
import { IssueTree } from '../rules/issue-tree.js';
import { issue } from '../rules/validation-issue.js';
import { referenceKey } from '../validation/reference-key.js';

type Collection = Pick<GuardedCollection, 'find'>;

/**
 * For each document which of its values another one has. A duplicate in a unique field is the document's fault (422); undefined where
 * there is none, or no document can be blamed for it: a duplicate `_id`, and what the error names no field of, are conflicts (409).
 */
export async function findDuplicates(
  error: unknown,
  documents: readonly StoredDocument[],
  collection: Collection,
): Promise<readonly IssueTree[] | undefined> {
  const { values: duplicates = [], index } = findDuplicate(error, documents) ?? {};
  if (duplicates.length === 0 || duplicates.some(([path]) => path === '_id')) return undefined;
  const trees = documents.map(() => new IssueTree());
  const [document, issues] = [documents[index ?? 0], trees[index ?? 0]];
  if (!document || !issues) return undefined;
  for (const [path, shown] of duplicates) {
    const placed = await placeDuplicate({ path, shown }, document, collection);
    issues.reportAt(placed.at, issue('not_unique', placed.value));
  }
  return trees;
}

/** A value that an index names by its path, as the database's error shows it. */
interface Duplicate {
  readonly path: string;
  readonly shown: unknown;
}

/** The duplicate in its document: of a list the element, which the error about one of several documents does not show. */
async function placeDuplicate(
  { path, shown }: Duplicate,
  document: StoredDocument,
  collection: Collection,
): Promise<PlacedValue> {
  const placed = valuesAt(document, path);
  const [first = { value: shown, at: path.split('.') }, ...others] = placed;
  if (others.length === 0) return first;
  const key = referenceKey(shown);
  const same = placed.find(({ value }) => referenceKey(value) === key);
  if (same) return same;
  const existing = new Set(await findShared(path, document, { placed, collection }));
  return placed.find(({ value }) => existing.has(referenceKey(value))) ?? first;
}

/** The keys of the values that other documents have where these are. */
async function findShared(
  path: string,
  { _id: id }: StoredDocument,
  { placed, collection }: { readonly placed: readonly PlacedValue[]; readonly collection: Collection },
): Promise<readonly string[]> {
  const filter = toUnmarked({ _id: { $ne: id }, [path]: { $in: placed.map(({ value }) => value) } });
  const found = await collection.find(filter, { projection: { [path]: 1 } });
  return found.flatMap((bytes) => valuesAt(readDocument(bytes), path)).map(({ value }) => referenceKey(value));
}
