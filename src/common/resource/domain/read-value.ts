import { completeField } from '../definition/complete-field.js';
import type { FieldDefinition, ValueDefinition } from '../fields/field-definition.js';
import { canBe, isOfKind, typesOf } from '../types/field-types.js';
import { TYPES as TYPES_BY_NAME, type FieldType } from '../types/types.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import { didYouMean } from '../../../config/did-you-mean.js';
import { expandShorthands } from './expand-shorthands.js';
import { FIELD_RULES, type Subject } from './field-rules.js';
import type { DocumentPlace } from './place.js';
import { isOfPrototypes } from './is-of-prototypes.js';
import type { Members } from '../../values/members.js';
import { listOf, readObject, type Reader } from './readers.js';

const LOGIC_RULES = { anyof: 'anyOf', allof: 'allOf', oneof: 'oneOf', noneof: 'noneOf' } as const;

/** The names under which a rule is also known. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['keyschema', 'keysrules'],
  ['propertyschema', 'keysrules'],
  ['valueschema', 'valuesrules'],
]);

const NESTING_RULES = ['type', 'schema', 'items', 'keysrules', 'valuesrules', ...Object.keys(LOGIC_RULES)];

/** Every rule that a field can have, under all of its names but for the shorthands such as `anyof_type`. */
export const RULE_NAMES: readonly string[] = [...NESTING_RULES, ...ALIASES.keys(), ...Object.keys(FIELD_RULES)];

const TYPES = Object.keys(TYPES_BY_NAME) as FieldType[];

/** The fields of a `schema`. */
export function readFields(schema: unknown, place: DocumentPlace): readonly FieldDefinition[] {
  return Object.entries(readObject(schema, place) ?? {}).flatMap(([name, rules]) => {
    const at = place.at(name);
    if (/[$.]/.test(name)) at.reject('a field name has neither "$" nor "." in it');
    if (name === '' || name.includes('\0') || isOfPrototypes(name)) at.reject('cannot be the name of a field');
    const value = readValue(rules, at);
    return value ? [completeField({ name, ...value })] : [];
  });
}

/** The rules of one value, in Cerberus's words; where they name no type, `around` may. */
export function readValue(
  value: unknown,
  place: DocumentPlace,
  around?: ValueDefinition['type'],
): ValueDefinition | undefined {
  const members = readObject(value, place);
  if (!members) return undefined;
  const rules = expandShorthands(renamed(members, place), place);
  const own = readTypes(rules, place);
  const type = own ?? around;
  const inside = readInside(rules, place, type);
  const subject = toSubject(type, inside);
  const others = Object.entries(rules)
    .filter(([name]) => !NESTING_RULES.includes(name))
    .map(([name, constraint]) => readRule(name, constraint, { place: place.at(name), subject }));
  const definition = Object.assign({}, own && { type: own }, inside, ...others) as ValueDefinition; // parts of one
  requireOrder(definition, place);
  return definition;
}

function readRule(
  name: string,
  constraint: unknown,
  { place, subject }: { readonly place: DocumentPlace; readonly subject: Subject },
): Partial<ValueDefinition> | undefined {
  const read = Object.hasOwn(FIELD_RULES, name) ? FIELD_RULES[name] : undefined;
  return read ? read(constraint, place, subject) : place.rejectUnknown('rule', name, RULE_NAMES);
}

/** A rule under its own name; the same rule under two names is a mistake. */
function renamed(members: Members, place: DocumentPlace): Members {
  const rules = Object.entries(members).map(([alias, constraint]) => {
    const name = ALIASES.get(alias) ?? alias;
    if (name !== alias && Object.hasOwn(members, name)) place.at(alias).reject(`is ${name}: give one of them`);
    return [name, constraint] as const;
  });
  return Object.fromEntries(rules);
}

function readTypes({ type }: Members, place: DocumentPlace): ValueDefinition['type'] {
  if (type === undefined) return undefined;
  return Array.isArray(type) ? listOf(readType)(type, place.at('type')) : readType(type, place.at('type'));
}

const readType: Reader<FieldType> = (name, place) => {
  const type = TYPES.find((one) => one === name);
  if (type !== undefined) return type;
  if (typeof name !== 'string') return place.rejectValue(name, 'the name of a type or a list of them');
  if (name === 'media') return place.reject('media is not supported yet');
  return place.reject(`unknown type "${name}"${didYouMean(name, TYPES, `, must be one of ${TYPES.join(', ')}`)}`);
};

/** The rules that hold further definitions. */
function readInside(rules: Members, place: DocumentPlace, type: ValueDefinition['type']): Partial<ValueDefinition> {
  const { schema, items, keysrules, valuesrules } = rules;
  return {
    ...(schema !== undefined && readSchema(schema, place.at('schema'), type)),
    ...(items !== undefined && { elements: readDefinitions(items, place.at('items')) }),
    ...(keysrules !== undefined && { keysRules: readValue(keysrules, place.at('keysrules')) ?? {} }),
    ...(valuesrules !== undefined && { valuesRules: readValue(valuesrules, place.at('valuesrules')) ?? {} }),
    ...readLogic(rules, place, type),
  };
}

function readLogic(rules: Members, place: DocumentPlace, type: ValueDefinition['type']): Partial<ValueDefinition> {
  const read = Object.entries(LOGIC_RULES).flatMap(([name, option]) => {
    const definitions = rules[name];
    return definitions === undefined ? [] : [[option, readDefinitions(definitions, place.at(name), type)] as const];
  });
  return Object.fromEntries(read);
}

function readDefinitions(
  value: unknown,
  place: DocumentPlace,
  type?: ValueDefinition['type'],
): readonly ValueDefinition[] {
  return listOf((one, at) => readValue(one, at, type))(value, place) ?? [];
}

/** Of a list, `schema` is what its elements are; otherwise the fields of a sub-document. */
function readSchema(schema: unknown, place: DocumentPlace, type: ValueDefinition['type']): Partial<ValueDefinition> {
  if (!isOfElements(schema, typesOf(type === undefined ? {} : { type }))) return { fields: readFields(schema, place) };
  return { items: readValue(schema, place) ?? {} };
}

function isOfElements(schema: unknown, types: readonly FieldType[]): boolean {
  const isList = types.some((type) => isOfKind(type, 'list'));
  if (isList !== types.includes('dict')) return isList;
  return (
    isPlainObject(schema) &&
    Object.entries(schema).some(([name, rule]) => RULE_NAMES.includes(name) && !isPlainObject(rule))
  );
}

function toSubject(type: ValueDefinition['type'], { items }: Partial<ValueDefinition>): Subject {
  const value = type === undefined ? {} : { type };
  return { value, compared: canBe('list', value) ? (items ?? {}) : value };
}

/** Limits that no value can keep. */
function requireOrder({ min, max, minLength = 0, maxLength = Infinity }: ValueDefinition, place: DocumentPlace): void {
  if (min !== undefined && max !== undefined && min > max) place.at('min').reject('must not be more than max');
  if (minLength > maxLength) place.at('minlength').reject('must not be more than maxlength');
}
