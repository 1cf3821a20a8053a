import type { ExpressionOperator, Operator } from './operators.js';

/**
 * The condition that a client sent, whichever syntax it was written in: the tree between the two parsers and the compiler.
 * Values in it are as the client wrote them; only the compiler knows the schema.
 */
export type Filter = Junction | FieldFilter | TextFilter | ExpressionFilter;

/** All, any or none of some filters. */
interface Junction {
  readonly kind: 'and' | 'or' | 'nor';
  readonly filters: readonly Filter[];
}

/** Tests that one field must pass, all of them. */
interface FieldFilter {
  readonly kind: 'field';
  /** Dotted path. */
  readonly path: string;
  readonly tests: readonly Test[];
}

/** A search in the text index. */
export interface TextFilter {
  readonly kind: 'text';
  readonly search: Readonly<Record<string, unknown>>;
}

/** A comparison between fields (`$expr`). */
interface ExpressionFilter {
  readonly kind: 'expression';
  readonly expression: Expression;
}

/** One test of a field's value. */
export type Test =
  | { readonly kind: 'compare'; readonly operator: Operator; readonly value: unknown }
  | { readonly kind: 'among'; readonly operator: Operator; readonly values: readonly unknown[] }
  /** An operand that means the same whatever the field is: `$exists`, `$size`, `$type`, `$mod`, `$bits…`. */
  | { readonly kind: 'check'; readonly operator: Operator; readonly operand: unknown }
  | { readonly kind: 'regex'; readonly pattern: string; readonly options: string }
  | { readonly kind: 'not'; readonly tests: readonly Test[] }
  | { readonly kind: 'element'; readonly match: ElementMatch }
  /** Each match is met by some element: `$all` of several `$elemMatch`. */
  | { readonly kind: 'elements'; readonly matches: readonly ElementMatch[] }
  | { readonly kind: 'area'; readonly operator: Operator; readonly shape: Readonly<Record<string, unknown>> }
  | NearTest;

/** Nearest first, within distances in metres for a GeoJSON point, in radians or units for a pair. */
export interface NearTest {
  readonly kind: 'near';
  readonly operator: Operator;
  readonly point: Readonly<Record<string, unknown>> | readonly number[];
  readonly maxDistance?: number;
  readonly minDistance?: number;
}

/** Conditions on one and the same list element: tests of a plain value, or a filter on a sub-document. */
export type ElementMatch = { readonly tests: readonly Test[] } | { readonly filter: Filter };

/** A term of `$expr`. */
export type Expression =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'literal'; readonly value: unknown }
  | { readonly kind: 'call'; readonly operator: ExpressionOperator; readonly terms: readonly Expression[] };

/** Finds the `$near` or `$nearSphere` test of a filter; the parser allows one, in a conjunction. */
export function findNear(filter: Filter): NearTest | undefined {
  if (filter.kind === 'and') return firstDefined(filter.filters, findNear);
  if (filter.kind !== 'field') return undefined;
  return filter.tests.find((test) => test.kind === 'near');
}

/** Every operator that a test applies to its own field. */
export function operatorsOf(test: Test): readonly Operator[] {
  switch (test.kind) {
    case 'regex':
      return ['$regex'];
    case 'not':
      return ['$not', ...test.tests.flatMap(operatorsOf)];
    case 'element':
      return ['$elemMatch', ...operatorsInside(test.match)];
    case 'elements':
      return ['$all', '$elemMatch', ...test.matches.flatMap(operatorsInside)];
    case 'compare':
    case 'among':
    case 'check':
    case 'area':
    case 'near':
      return [test.operator];
  }
}

/** A filter on a sub-document is about other fields, which are asked themselves. */
function operatorsInside(match: ElementMatch): readonly Operator[] {
  return 'tests' in match ? match.tests.flatMap(operatorsOf) : [];
}

function firstDefined<T, R>(values: readonly T[], read: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = read(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
