import { isSubDocument } from '../../bson/is-sub-document.js';

/** A value, and where in its document it is: member names and list indexes. */
export interface PlacedValue {
  readonly value: unknown;
  readonly at: readonly string[];
}

/** The values at a dotted path: of every element where there is a list. Nothing where the path ends early or at `null`. */
export function valuesAt(document: object, path: string): readonly PlacedValue[] {
  return [...walk(document, path.split('.'), [])];
}

function* walk(value: unknown, segments: readonly string[], at: readonly string[]): Generator<PlacedValue> {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) yield* walk(element, segments, [...at, String(index)]);
    return;
  }
  const [name, ...rest] = segments;
  if (name === undefined) yield { value, at };
  else if (isSubDocument(value) && Object.hasOwn(value, name)) {
    yield* walk((value as Record<string, unknown>)[name], rest, [...at, name]); // any object is a record of its members
  }
}
