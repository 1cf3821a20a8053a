import { DefinitionPlace } from '../../fields/definition-error.js';
import { BadQuery } from '../../../errors/api-error.js';
import type { FieldDefinition } from '../../fields/field-definition.js';
import { requireKnownOperators } from './operators.js';
import type { OperatorRule, OperatorRules, QuerySettings } from '../query-settings.js';
import { showName } from '../../../text/quote.js';

const INDEX = /\.\d+(?=\.|$)/g;

/** The operator rules that fields declare, at any depth. Throws on an operator that there is not. */
export function operatorRulesOf(resource: string, fields: readonly FieldDefinition[], prefix = ''): OperatorRules {
  const rules = new Map<string, OperatorRule>();
  for (const field of fields) {
    const path = prefix + field.name;
    const { items, fields: members = items?.fields ?? [] } = field;
    const { allowedOperators = items?.allowedOperators, blockedOperators = items?.blockedOperators } = field;
    requireKnownOperators(DefinitionPlace.ofField(resource, path, 'allowedOperators'), allowedOperators);
    requireKnownOperators(DefinitionPlace.ofField(resource, path, 'blockedOperators'), blockedOperators);
    if (allowedOperators || blockedOperators) rules.set(path, { allowedOperators, blockedOperators });
    for (const [name, rule] of operatorRulesOf(resource, members, `${path}.`)) rules.set(name, rule);
  }
  return rules;
}

/** Rejects an operator that the field at a path, or a parent of it, does not take. */
export function requireAllowedOperators(path: string, operators: readonly string[], settings: QuerySettings): void {
  const parts = path.replaceAll(INDEX, '').split('.');
  for (let length = parts.length; length > 0; length--) {
    const rule = settings.operatorRules.get(parts.slice(0, length).join('.'));
    const rejected = rule && operators.find((operator) => !isAllowed(operator, rule));
    if (rejected === undefined) continue;
    const message = `filter on '${showName(path)}' not allowed with operator '${rejected}'`;
    throw new BadQuery(settings.parameters.where, message);
  }
}

/** `$expr` gets around any other rule, so it is allowed only where a field says so. */
function isAllowed(operator: string, { allowedOperators, blockedOperators = [] }: OperatorRule): boolean {
  if (operator === '$expr') return allowedOperators?.includes(operator) === true;
  return allowedOperators?.includes(operator) !== false && !blockedOperators.includes(operator);
}
