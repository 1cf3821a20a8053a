import { BadQuery } from '../../../errors/api-error.js';
import { requireOperators } from './operators.js';
import type { QueryBudget } from './query-budget.js';

/**
 * Rejects a value that holds operators (they would be compared as text, and never match), and one that is too large: values
 * may nest as deep as queries.
 */
export function requireLiteral(value: unknown, budget: QueryBudget, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  budget.spend(depth);
  if (Array.isArray(value)) budget.spendList(value.length);
  const names = Array.isArray(value) ? [] : Object.keys(value).filter((name) => name.startsWith('$'));
  const [operator] = requireOperators(names, budget.settings);
  if (operator !== undefined) {
    const message = `operator '${operator}' must stand directly under a field, not inside a value`;
    throw new BadQuery(budget.settings.parameters.where, message);
  }
  for (const member of Object.values(value)) requireLiteral(member, budget, depth + 1);
}
