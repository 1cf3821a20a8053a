import type { FieldDefinition } from '../fields/field-definition.js';
import { findVainRules } from '../rules/find-vain-rules.js';
import { cerberusName } from '../definition/to-cerberus.js';
import type { Step } from '../fields/values-within.js';
import type { Place } from './place.js';

/** Refuses rules that nothing could enforce where they stand. */
export function refuseVainRules(fields: readonly FieldDefinition[], place: Place): void {
  for (const { steps, rule, reason } of findVainRules(fields))
    placeAt(steps, place).at(cerberusName(rule)).refuse(reason);
}

/** Where a definition stands in a resource of a domain document. */
function placeAt(steps: readonly Step[], place: Place): Place {
  return steps.reduce((around, { option, key }) => {
    const inside = around.at(option === 'fields' || option === 'items' ? 'schema' : cerberusName(option));
    return key === undefined ? inside : inside.at(key);
  }, place);
}
