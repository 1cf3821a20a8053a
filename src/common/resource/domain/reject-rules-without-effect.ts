import type { FieldDefinition } from '../fields/field-definition.js';
import { findRulesWithoutEffect } from '../rules/find-rules-without-effect.js';
import { cerberusName } from '../definition/to-cerberus.js';
import type { Step } from '../fields/values-within.js';
import type { DocumentPlace } from './place.js';

/** Rejects rules that nothing could enforce where they stand. */
export function rejectRulesWithoutEffect(fields: readonly FieldDefinition[], place: DocumentPlace): void {
  for (const { steps, rule, reason } of findRulesWithoutEffect(fields))
    placeAt(steps, place).at(cerberusName(rule)).reject(reason);
}

/** Where a definition stands in a resource of a domain document. */
function placeAt(steps: readonly Step[], place: DocumentPlace): DocumentPlace {
  return steps.reduce((around, { option, key }) => {
    const inside = around.at(option === 'fields' || option === 'items' ? 'schema' : cerberusName(option));
    return key === undefined ? inside : inside.at(key);
  }, place);
}
