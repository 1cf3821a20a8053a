import type { ValueDefinition } from '../../fields/field-definition.js';
import { isStorableInteger } from '../../../bson/exact-numbers.js';
import { BadQuery } from '../../../errors/api-error.js';
import { castOperand } from './cast-operand.js';
import type { Expression } from './filter.js';
import { requireAllowedOperators } from './operator-rules.js';
import type { QuerySettings } from '../query-settings.js';
import { requireAllowedFilter } from './require-allowed-filter.js';
import { resolvePath, type Scope } from '../resolve-path.js';

type Call = Extract<Expression, { kind: 'call' }>;

/**
 * Turns a term of `$expr` into an aggregation expression that no stored document can make fail: operators that demand a
 * type are guarded by a test for it.
 */
export function compileExpression(expression: Expression, scope: Scope, settings: QuerySettings): unknown {
  switch (expression.kind) {
    case 'path':
      requireField(expression.path, scope, settings);
      return `$${expression.path}`;
    case 'literal':
      return { $literal: castOperand(expression.value, undefined, { parameter: scope.parameter, path: '$expr' }) };
    case 'call':
      return compileCall(expression, scope, settings);
  }
}

function compileCall(call: Call, scope: Scope, settings: QuerySettings): unknown {
  const { operator, terms } = call;
  const compiled = compileTerms(call, scope, settings);
  const [first, second] = compiled;
  switch (operator) {
    case '$size':
      return { $cond: [{ $isArray: [first] }, { $size: first }, null] };
    case '$mod':
      requireDivisor(terms[1], scope);
      return { $cond: [{ $isNumber: first }, { $mod: [first, second] }, null] };
    case '$in':
      if (Array.isArray(literalOf(terms[1]))) return { $in: [first, second] };
      if (terms[1]?.kind !== 'path') throw new BadQuery(scope.parameter, `operator '$in' in $expr expects a list`);
      return { $in: [first, { $cond: [{ $isArray: [second] }, second, []] }] };
    case '$not':
    case '$type':
      return { [operator]: [first] };
    case '$eq':
    case '$ne':
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
    case '$and':
    case '$or':
      return { [operator]: compiled };
  }
}

/** A value is cast by the type of the field it is compared with. */
function compileTerms({ terms, operator }: Call, scope: Scope, settings: QuerySettings): unknown[] {
  const path = terms.length === 2 && operator !== '$mod' ? terms.find((term) => term.kind === 'path') : undefined;
  const field = path && requireField(path.path, scope, settings);
  return terms.map((term) => {
    if (term.kind !== 'literal' || !field) return compileExpression(term, scope, settings);
    const owner = { parameter: scope.parameter, path: path.path, dates: settings.dates };
    const value = Array.isArray(term.value)
      ? term.value.map((element: unknown) => castOperand(element, field, owner))
      : castOperand(term.value, field, owner);
    return { $literal: value };
  });
}

function requireField(path: string, scope: Scope, settings: QuerySettings): ValueDefinition | undefined {
  requireAllowedFilter(scope.prefix + path, settings);
  if (settings.operatorRules.size > 0) requireAllowedOperators(scope.prefix + path, ['$expr'], settings);
  return resolvePath(path, scope).field;
}

function literalOf(term: Expression | undefined): unknown {
  return term?.kind === 'literal' ? term.value : undefined;
}

function requireDivisor(term: Expression | undefined, scope: Scope): void {
  const divisor = literalOf(term);
  if (isStorableInteger(divisor) && divisor !== 0) return;
  throw new BadQuery(scope.parameter, `operator '$mod' in $expr expects an integer divisor, not 0`);
}
