import mongoose from 'mongoose';
import { castByDefinition } from '../types/cast-value.js';
import { DEFAULT_DATE_FORMAT } from '../../dates/date-format.js';
import type { Bound, CoercionName, DataRelation, ValueDefinition } from '../fields/field-definition.js';
import { fitsType, mustBe, typesOf } from '../types/field-types.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import { requireReadable } from '../rules/regex.js';
import { notYet, onlyPython, withoutEffect } from './not-yet.js';
import type { DocumentPlace } from './place.js';
import { optionOf, readMembers, type KeyReader } from './read-members.js';
import { integerFrom, listOf, oneOf, readAnything, readBoolean, readObject, readText } from './readers.js';

/** The type that a rule's value is read by: dates and ids in it are of the value's type. */
export interface Subject {
  /** The value that the rules are about, by its type. */
  readonly value: ValueDefinition;
  /** The values that `allowed` and its like compare: the elements of a list, otherwise the value. */
  readonly compared: ValueDefinition;
}

type RuleReader = (value: unknown, place: DocumentPlace, subject: Subject) => Partial<ValueDefinition> | undefined;

const rule = optionOf<ValueDefinition>();

/** The rules of Cerberus and Eve, but for those that hold other definitions (`schema`, `anyof`, …): read-value.ts reads them. */
export const FIELD_RULES: Readonly<Record<string, RuleReader>> = {
  required: rule('required', readBoolean),
  nullable: rule('nullable', readBoolean),
  readonly: rule('readOnly', readBoolean),
  empty: rule('empty', readBoolean),
  minlength: rule('minLength', integerFrom(0)),
  maxlength: rule('maxLength', integerFrom(0)),
  min: readBound('min'),
  max: readBound('max'),
  allowed: readValues('allowed'),
  forbidden: readValues('forbidden'),
  contains: readContains,
  regex: rule('regex', readPattern),
  dependencies: rule('dependencies', readDependencies),
  excludes: rule('excludes', readNames),
  default: readDefault,
  coerce: rule('coerce', readCoercions),
  rename: rule('rename', readText),
  purge_unknown: rule('purgeUnknown', readBoolean),
  require_all: rule('requireAll', readBoolean),
  allow_unknown: rule('allowUnknown', readBoolean),
  unique: rule('unique', readBoolean),
  unique_to_user: rule('uniqueToUser', readBoolean),
  unique_within_resource: rule('uniqueWithinResource', readBoolean),
  data_relation: rule('dataRelation', readRelation),
  description: rule('description', readText),
  example: (value) => ({ example: value }),
  meta: withoutEffect,
  versioned: withoutEffect, // nothing is versioned yet
  check_with: onlyPython,
  validator: onlyPython,
  default_setter: onlyPython,
  rename_handler: onlyPython,
};

/** A limit of the value's own type: a date for dates, a text for strings, a number for the rest, which a decimal also is. */
function readBound(name: 'min' | 'max'): RuleReader {
  return (value, place, subject) => {
    const cast = castDate(value, place, subject.value);
    const bound = cast instanceof mongoose.Types.Decimal128 ? Number(cast.toString()) : cast;
    const wanted = wantedBound(subject.value);
    if (wanted.fits(bound)) return { [name]: bound as Bound };
    return bound === undefined ? undefined : place.rejectValue(value, wanted.name);
  };
}

function wantedBound(definition: ValueDefinition): { readonly name: string; fits(bound: unknown): boolean } {
  const types = typesOf(definition);
  if (mustBe('date', definition)) return { name: 'a date', fits: (bound) => bound instanceof Date };
  if (types.length === 1 && types[0] === 'string')
    return { name: 'a string', fits: (bound) => typeof bound === 'string' };
  const isOpen = types.length === 0 || types.includes('string');
  return isOpen
    ? { name: 'a number or a string', fits: (bound) => ['number', 'string'].includes(typeof bound) }
    : { name: 'a number', fits: (bound) => typeof bound === 'number' };
}

function readValues(name: 'allowed' | 'forbidden'): RuleReader {
  return (value, place, { compared }) => {
    const values = listOf<unknown>((one, at) => castDate(one, at, compared))(value, place);
    return values && { [name]: values };
  };
}

function readContains(
  value: unknown,
  place: DocumentPlace,
  { compared }: Subject,
): Partial<ValueDefinition> | undefined {
  const wanted: readonly unknown[] = Array.isArray(value) ? value : [value];
  return { contains: wanted.map((one, index) => castDate(one, place.at(index), compared)) };
}

/** A value as its definition stores it; a text that stands for a date must be one. */
function castDate(value: unknown, place: DocumentPlace, definition: ValueDefinition): unknown {
  const cast = castByDefinition(value, definition, DEFAULT_DATE_FORMAT);
  const isNoDate = mustBe('date', definition) && typeof cast === 'string';
  return isNoDate ? place.rejectValue(value, 'a date in RFC 1123 or ISO 8601') : readAnything(cast, place);
}

/** A default stays as it is written: it is cast with what clients send. That it can be is known at start. */
function readDefault(
  value: unknown,
  place: DocumentPlace,
  { value: definition }: Subject,
): Partial<ValueDefinition> | undefined {
  if (readAnything(value, place) === undefined) return undefined;
  const fits = value === null || fitsType(castByDefinition(value, definition, DEFAULT_DATE_FORMAT), definition);
  return fits ? { default: value } : place.rejectValue(value, `of type ${typesOf(definition).join(' or ')}`);
}

function readPattern(value: unknown, place: DocumentPlace): string | undefined {
  const pattern = readText(value, place);
  if (pattern === undefined) return undefined;
  try {
    requireReadable(pattern, place.path);
    return pattern;
  } catch (error) {
    return place.reject((error as Error).message.replace(`${place.path}: `, ''));
  }
}

function readNames(value: unknown, place: DocumentPlace): string | readonly string[] | undefined {
  return typeof value === 'string' ? readText(value, place) : listOf(readText)(value, place);
}

function readDependencies(value: unknown, place: DocumentPlace): ValueDefinition['dependencies'] | undefined {
  return isPlainObject(value) ? value : readNames(value, place);
}

const COERCIONS = ['int', 'float', 'str', 'lower', 'upper', 'strip'] as const satisfies readonly CoercionName[];

/** Names of coercions; a dump of Python's own types, `<class 'int'>`, is one too. */
function readCoercions(value: unknown, place: DocumentPlace): ValueDefinition['coerce'] | undefined {
  return Array.isArray(value) ? listOf(readCoercion)(value, place) : readCoercion(value, place);
}

function readCoercion(value: unknown, place: DocumentPlace): CoercionName | undefined {
  const name = typeof value === 'string' ? value.replace(/^<class '(int|float|str)'>$/, '$1') : value;
  return readText(name, place) === undefined ? undefined : oneOf('coercion', COERCIONS)(name, place);
}

function readRelation(value: unknown, place: DocumentPlace): DataRelation | undefined {
  const members = readObject(value, place);
  if (!members) return undefined;
  const relation = readMembers<DataRelation>(members, { table: RELATION_KEYS, place, what: 'key' });
  const { resource, field = '_id' } = relation;
  if (resource === undefined) return place.reject('must name a resource');
  place.findings.relations.push({ place, resource, field });
  return { ...relation, resource };
}

const relationPart = optionOf<DataRelation>();

const RELATION_KEYS: Readonly<Record<string, KeyReader<DataRelation>>> = {
  resource: relationPart('resource', readText),
  field: relationPart('field', readText),
  embeddable: relationPart('embeddable', readBoolean),
  version: notYet(false),
};
