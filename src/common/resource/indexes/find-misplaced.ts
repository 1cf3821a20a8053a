import { toPlainNumber } from '../../bson/exact-numbers.js';
import { IssueTree } from '../rules/issue-tree.js';
import { issue } from '../rules/validation-issue.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import { valuesAt } from '../document/values-at.js';
import { isOnGlobe } from '../types/place-on-globe.js';

/**
 * For each document what of it an index of places on the globe cannot take: 200 degrees east, an open ring, a text. Undefined where
 * all is well. Not every database rejects it.
 * @param paths what such indexes look at
 */
export function findMisplaced(
  documents: readonly object[],
  paths: readonly string[],
): readonly IssueTree[] | undefined {
  if (paths.length === 0) return undefined;
  const found = documents.map((document) => {
    const issues = new IssueTree();
    for (const path of paths)
      for (const { at, value } of valuesAt(document, path))
        if (!isPlace(value)) issues.reportAt(at, issue('not_on_globe'));
    return issues;
  });
  return found.every(({ isClean }) => isClean) ? undefined : found;
}

/** GeoJSON, or a pair: of that, and of a sub-document of two numbers, only the index can tell. */
function isPlace(value: unknown): boolean {
  if (typeof toPlainNumber(value) === 'number') return true;
  return isPlainObject(value) && (!('type' in value) || isOnGlobe(value));
}
