import { BadQuery } from '../../../errors/api-error.js';
import { isPlainObject } from '../../../values/is-plain-object.js';
import type { Expression } from './filter.js';
import { EXPRESSION_TERMS, type ExpressionOperator, requireOperators } from './operators.js';
import type { QueryBudget } from './query-budget.js';
import { quote } from '../../../text/quote.js';

/** Reads the operand of `$expr`: comparisons between fields (`"$price"`), values and each other; no variables, no code. */
export function parseExpression(value: unknown, budget: QueryBudget, depth: number): Expression {
  budget.spend(depth);
  if (typeof value === 'string' && value.startsWith('$')) {
    if (/^\$[^$]/.test(value)) return { kind: 'path', path: value.slice(1) };
    throw rejection(budget, `$expr knows fields ("$name") and values, not ${quote(value)}`);
  }
  if (Array.isArray(value)) {
    budget.spendList(value.length);
    if (value.every(isScalar)) return { kind: 'literal', value };
    throw rejection(budget, `a list in $expr holds plain values only, not ${quote(value)}`);
  }
  if (isPlainObject(value)) return parseCall(value, budget, depth);
  return { kind: 'literal', value };
}

function parseCall(value: Readonly<Record<string, unknown>>, budget: QueryBudget, depth: number): Expression {
  const dollars = Object.keys(value).filter((name) => name.startsWith('$'));
  const [operator] = requireOperators(dollars, budget.settings);
  if (operator === undefined || !isExpressionOperator(operator) || Object.keys(value).length > 1) {
    const known = Object.keys(EXPRESSION_TERMS).join(', ');
    throw rejection(budget, `$expr expects an object of one of ${known}, not ${quote(value)}`);
  }
  const count: number = EXPRESSION_TERMS[operator];
  const operand = value[operator];
  const terms: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (count === Infinity ? terms.length === 0 : terms.length !== count) {
    throw rejection(
      budget,
      `operator '${operator}' in $expr expects ${count === Infinity ? 'terms' : `${count} terms`}`,
    );
  }
  return { kind: 'call', operator, terms: terms.map((term) => parseExpression(term, budget, depth + 1)) };
}

function isExpressionOperator(operator: string): operator is ExpressionOperator {
  return Object.hasOwn(EXPRESSION_TERMS, operator);
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' && !(typeof value === 'string' && value.startsWith('$'));
}

function rejection(budget: QueryBudget, message: string): BadQuery {
  return new BadQuery(budget.settings.parameters.where, message);
}
