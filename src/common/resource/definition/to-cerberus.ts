import type { FieldDefinition, ValueDefinition } from '../fields/field-definition.js';

/** Cerberus' name of every rule that has one of its own there; the others keep theirs. */
const NAMES = {
  minLength: 'minlength',
  maxLength: 'maxlength',
  checkWith: 'check_with',
  anyOf: 'anyof',
  allOf: 'allof',
  oneOf: 'oneof',
  noneOf: 'noneof',
  defaultSetter: 'default_setter',
  readOnly: 'readonly',
  uniqueToUser: 'unique_to_user',
  uniqueWithinResource: 'unique_within_resource',
  dataRelation: 'data_relation',
  allowUnknown: 'allow_unknown',
  purgeUnknown: 'purge_unknown',
  requireAll: 'require_all',
  elements: 'items',
  keysRules: 'keysrules',
  valuesRules: 'valuesrules',
} as const satisfies Partial<Record<keyof ValueDefinition, string>>;

/** Rules that Cerberus has no word for, or that are those of `schema`. */
const UNNAMED: ReadonlySet<string> = new Set(['name', 'model', 'fields', 'items', 'trim']);

/** Fields → their schema in Cerberus' vocabulary, as Eve's schema endpoint shows it: the id is part of it, functions are `<callable>`. */
export function toCerberus(fields: readonly FieldDefinition[], id: FieldDefinition): Readonly<Record<string, unknown>> {
  const declared = toSchema(fields);
  return id.name in declared ? declared : { ...declared, [id.name]: toRules(id) };
}

function toSchema(fields: readonly FieldDefinition[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, toRules(field)]));
}

function toRules(value: ValueDefinition): Record<string, unknown> {
  const rules = Object.entries(value)
    .filter(([name, rule]) => rule !== undefined && !UNNAMED.has(name))
    .map(([name, rule]) => [cerberusName(name), toRule(name, rule)] as const);
  const { fields, items } = value;
  const schema = items ? toRules(items) : fields && toSchema(fields);
  return { ...Object.fromEntries(rules), ...(schema && { schema }) };
}

/** The name of a rule in Cerberus' vocabulary. */
export function cerberusName(rule: string): string {
  return rule in NAMES ? NAMES[rule as keyof typeof NAMES] : rule;
}

function toRule(name: string, rule: unknown): unknown {
  switch (name) {
    case 'anyOf':
    case 'allOf':
    case 'oneOf':
    case 'noneOf':
    case 'elements':
      return (rule as readonly ValueDefinition[]).map(toRules); // as `ValueDefinition` has them
    case 'keysRules':
    case 'valuesRules':
      return toRules(rule as ValueDefinition); // as `ValueDefinition` has them
    case 'dataRelation':
      return { field: '_id', ...(rule as object) };
    default:
      return toJson(rule);
  }
}

function toJson(value: unknown): unknown {
  if (typeof value === 'function') return '<callable>';
  if (Array.isArray(value)) return value.map(toJson);
  return value instanceof Date ? value.toUTCString() : value;
}
