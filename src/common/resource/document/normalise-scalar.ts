import type { DateFormat } from '../definition/date-format.js';
import { castByDefinition } from '../definition/cast-value.js';
import { coerce } from '../definition/coercions.js';
import type { FieldDefinition } from '../definition/field-definition.js';
import type { IssueNode } from '../definition/issue-tree.js';
import { says } from '../definition/rules/rule.js';

/** A value trimmed, of its field's type where JSON says so without loss, and coerced. */
export function normaliseScalar(
  sent: unknown,
  field: FieldDefinition,
  dates: DateFormat,
): { value: unknown; issue?: IssueNode } {
  const value = castByDefinition(field.trim === true && typeof sent === 'string' ? sent.trim() : sent, field, dates);
  return field.coerce === undefined ? { value } : coerceValue(value, field);
}

/** A coercion that fails leaves the value as it is, and the other rules judge it too. */
function coerceValue(
  value: unknown,
  { name, coerce: coercions = [] }: FieldDefinition,
): { value: unknown; issue?: IssueNode } {
  let coerced = value;
  for (const coercion of [coercions].flat()) {
    try {
      coerced = coerce(coerced, coercion);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { value: coerced, issue: says(`field '${name}' cannot be coerced: ${reason}`) };
    }
  }
  return { value: coerced };
}
