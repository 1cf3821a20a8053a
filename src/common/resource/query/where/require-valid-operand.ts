import { BadQuery, type Issue } from '../../../errors/api-error.js';
import type { ValueDefinition } from '../../fields/field-definition.js';
import { IssueRenderer } from '../../validation/issue-renderer.js';
import { IssueTree, type IssueNode } from '../../rules/issue-tree.js';
import { withoutRules } from '../../fields/without-rules.js';
import { validateValue } from '../../validation/check-document.js';
import type { Owner } from './cast-operand.js';
import { CONDITION_FRAME } from './condition-frame.js';
import type { Operator } from './operators.js';
import type { QuerySettings } from '../query-settings.js';
import { showName } from '../../../text/quote.js';

/** Rules that look at the rest of the document, which a condition does not have; and the class that holds them too. */
const CONTEXTUAL_RULES = new Set(['dependencies', 'excludes', 'checkWith', 'model']);

/** The operators whose value a stored one equals; the bounds of others may lie beyond what is stored. */
const EQUALITIES: ReadonlySet<Operator> = new Set<Operator>(['$eq', '$in', '$all']);

const contextFree = new WeakMap<ValueDefinition, ValueDefinition>();

/** Whether a condition with this operator says what a stored value is. */
export function namesStoredValue(operator: Operator): boolean {
  return EQUALITIES.has(operator);
}

/** Rejects a value, of the field's type already, that the field could not hold by its other rules. */
export function requireValidOperand(value: unknown, field: ValueDefinition | undefined, owner: Owner): void {
  const issue = field && validate(value, field);
  if (!issue) return;
  const issues = new IssueTree();
  issues.add(owner.path, issue);
  throw invalidFilter(owner, new IssueRenderer({}).render(issues));
}

/** Reads a part of a condition; where conditions are validated, a rejection begins with Eve's words for it. */
export function explainInvalid<T>(owner: Owner, { validateFilters }: QuerySettings, read: () => T): T {
  if (!validateFilters) return read();
  try {
    return read();
  } catch (error) {
    throw error instanceof BadQuery ? invalidFilter(owner, { [owner.path]: error.message }) : error;
  }
}

function invalidFilter({ parameter, path }: Owner, issue: Issue): BadQuery {
  return new BadQuery(parameter, `filter on '${showName(path)}' is invalid`, issue);
}

/** A list is compared as a whole, or by one of its elements. */
function validate(value: unknown, field: ValueDefinition): IssueNode | undefined {
  const { type, items } = field;
  const isElement = (type === 'list' || type === 'set') && (!Array.isArray(value) || isNested(value, items));
  if (isElement) return items && validate(value, items);
  return validateValue(value, withoutContextualRules(field), CONDITION_FRAME);
}

function isNested(value: readonly unknown[], items: ValueDefinition | undefined): boolean {
  return items?.type === 'list' && !value.every(Array.isArray);
}

/** Kept, because class-validator remembers every definition that it has seen. */
function withoutContextualRules(field: ValueDefinition): ValueDefinition {
  const known = contextFree.get(field);
  if (known) return known;
  const { fields, items, ...own } = withoutRules(field, CONTEXTUAL_RULES);
  const definition: ValueDefinition = {
    ...own,
    ...(items && { items: withoutContextualRules(items) }),
    ...(fields && { fields: fields.map((member) => ({ ...withoutContextualRules(member), name: member.name })) }),
  };
  contextFree.set(field, definition);
  return definition;
}
