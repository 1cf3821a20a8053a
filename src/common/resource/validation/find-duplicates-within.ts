import type { FieldDefinition, ValueDefinition } from '../fields/field-definition.js';
import { isSubDocument } from '../../bson/is-sub-document.js';
import { remembered } from '../../remembered.js';
import { isUnique, pathsIn } from '../fields/unique-fields.js';
import { valueKey } from '../types/value-key.js';
import { IssueTree } from '../rules/issue-tree.js';
import { issue } from '../rules/validation-issue.js';

/** A value that no two documents may share. */
interface UniqueValue {
  /** The path of its field, without the indexes of lists. */
  readonly path: string;
  /** Where it stands in its document. */
  readonly place: readonly string[];
  readonly value: unknown;
}

const known = new WeakMap<readonly FieldDefinition[], { readonly isAny: boolean }>();

function isAnyUnique(fields: readonly FieldDefinition[]): boolean {
  return remembered(known, fields, () => ({ isAny: pathsIn(fields, isUnique).length > 0 })).isAny;
}

/**
 * For each document of one payload its unique fields that have the value of an earlier one: an index would reject them.
 * Which documents `uniqueWithinResource` compares, the index alone knows. Nothing where there cannot be any.
 */
export function findDuplicatesWithin(
  documents: readonly object[],
  fields: readonly FieldDefinition[],
): readonly IssueTree[] {
  if (documents.length === 1 || !isAnyUnique(fields)) return [];
  const seen = new Set<string>();
  return documents.map((document) => {
    const values = [...uniqueInMembers(document, fields)].map((found) => ({ ...found, key: keyOf(found) }));
    const issues = new IssueTree();
    for (const { key, place, value } of values) {
      if (seen.has(key)) issues.reportAt(place, issue('not_unique', value));
    }
    for (const { key } of values) seen.add(key);
    return issues;
  });
}

function* uniqueInMembers(
  document: object,
  fields: readonly FieldDefinition[],
  place: readonly string[] = [],
  path = '',
): Iterable<UniqueValue> {
  for (const field of fields) {
    const value = (document as Readonly<Record<string, unknown>>)[field.name];
    yield* uniqueIn(value, field, [...place, field.name], `${path}.${field.name}`);
  }
}

function* uniqueIn(
  value: unknown,
  definition: ValueDefinition,
  place: readonly string[],
  path: string,
): Iterable<UniqueValue> {
  if (value === undefined) return;
  if (isUnique(definition)) yield { path, place, value };
  const { items, fields } = definition;
  if (Array.isArray(value) && items) {
    for (const [index, element] of value.entries()) yield* uniqueIn(element, items, [...place, String(index)], path);
  }
  if (fields && isSubDocument(value)) yield* uniqueInMembers(value, fields, place, path);
}

function keyOf({ path, value }: UniqueValue): string {
  return JSON.stringify([path, valueKey(value)]);
}
