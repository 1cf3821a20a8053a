import type { DefinitionPlace } from '../fields/definition-error.js';
import { isPlainObject } from '../../values/is-plain-object.js';

/** The operators that MongoDB takes in the `partialFilterExpression` of an index, beside plain values. */
const ALLOWED: ReadonlySet<string> = new Set(['$eq', '$gt', '$gte', '$lt', '$lte', '$type', '$in', '$exists']);

/** Throws, with the operator, on a filter that no index can be limited to. */
export function requirePartialFilter(place: DefinitionPlace, filter: Readonly<Record<string, unknown>>): void {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' || name === '$or') {
      for (const part of condition as readonly Readonly<Record<string, unknown>>[]) requirePartialFilter(place, part); // so it is compiled
    } else if (name.startsWith('$')) reject(place, name);
    else if (condition instanceof RegExp) reject(place, '$regex');
    else if (isPlainObject(condition)) requireOperators(place, condition);
  }
}

function requireOperators(place: DefinitionPlace, condition: Readonly<Record<string, unknown>>): void {
  for (const [operator, operand] of Object.entries(condition)) {
    if (!operator.startsWith('$')) return; // a sub-document, compared as it is
    if (!ALLOWED.has(operator)) reject(place, operator);
    if (operator === '$exists' && operand !== true) reject(place, '$exists: false');
  }
}

function reject(place: DefinitionPlace, operator: string): never {
  place.reject(`no index can be limited to the resource's filter, which uses ${operator}.`);
}
