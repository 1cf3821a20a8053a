import type { ValueDefinition } from '../../fields/field-definition.js';
import mongoose from 'mongoose';
import { isInt64 } from '../../../bson/exact-numbers.js';
import { keepOrder } from '../../../bson/member-order.js';
import { BadQuery } from '../../../errors/api-error.js';
import { isOfKind, onlyTypeOf } from '../../types/field-types.js';
import { TYPES } from '../../types/types.js';
import { DEFAULT_DATE_FORMAT, type DateFormat } from '../../../dates/date-format.js';
import { castOperandOf } from '../../types/cast-value.js';
import { isPlainObject } from '../../../values/is-plain-object.js';
import { castByAlternatives } from '../../validation/cast-by-alternatives.js';
import { conditionFrame } from './condition-frame.js';
import { quote, showName } from '../../../text/quote.js';
import { isUsableSegment, NO_NUL } from '../resolve-path.js';

const { ObjectId } = mongoose.Types;

/** Whose value it is, for messages: the query parameter and the field's path. */
export interface Owner {
  readonly parameter: string;
  readonly path: string;
  /** How dates may be written, beside ISO 8601 and RFC 1123. */
  readonly dates?: DateFormat;
}

/** Turns a value a client wrote into the one the field stores; what cannot be turned without loss is rejected. */
export function castOperand(value: unknown, field: ValueDefinition | undefined, owner: Owner): unknown {
  if (value === null) return null;
  if (typeof value === 'string' && value.includes('\0'))
    throw new BadQuery(owner.parameter, `${owner.parameter}: ${showName(owner.path)}: ${NO_NUL}`);
  if (field === undefined) return castFree(value, owner);
  const type = onlyTypeOf(field);
  if (isOfKind(type, 'list')) return castToList(value, field, owner);
  if (isOfKind(type, 'document')) return castToDict(value, field, owner);
  const operand = type && TYPES[type].operand;
  if (!operand) return castFree(castByAlternatives(value, field, conditionFrame(owner.dates)), owner);
  const stored = castOperandOf(type, value, owner.dates ?? DEFAULT_DATE_FORMAT);
  if (stored !== undefined) return stored;
  throw new BadQuery(
    owner.parameter,
    `${owner.parameter}: ${showName(owner.path)} is ${operand.name}, not ${describe(value)}`,
  );
}

function describe(value: unknown): string {
  if (value instanceof ObjectId) return `ObjectId(${quote(value)})`;
  return value instanceof Date ? `the date ${value.toISOString()}` : quote(value);
}

/** A list is compared as a whole, or by one of its elements. */
function castToList(value: unknown, field: ValueDefinition, owner: Owner): unknown {
  const { items, elements } = field;
  const isWhole = Array.isArray(value) && !(items?.type === 'list' && !value.every(Array.isArray));
  if (!isWhole) return castOperand(value, items, owner);
  return value.map((element: unknown, index) => castOperand(element, elements?.[index] ?? items, owner));
}

function castToDict(value: unknown, field: ValueDefinition, owner: Owner): unknown {
  if (!isPlainObject(value)) {
    throw new BadQuery(
      owner.parameter,
      `${owner.parameter}: ${showName(owner.path)} is an object, not ${quote(value)}`,
    );
  }
  return castMembers(value, owner, (name) => {
    if (field.fields === undefined) return undefined;
    const member = field.fields.find((candidate) => candidate.name === name);
    if (member) return member;
    const path = showName(`${owner.path}.${name}`);
    throw new BadQuery(owner.parameter, `Unknown field in ${owner.parameter}: ${path}`);
  });
}

/** Where the schema says nothing, a value is what JSON says it is. */
function castFree(value: unknown, owner: Owner): unknown {
  if (typeof value === 'number' || typeof value === 'bigint') {
    if (isStorable(value)) return value;
    throw new BadQuery(
      owner.parameter,
      `${owner.parameter}: ${showName(owner.path)}: the number ${value} is too large`,
    );
  }
  if (Array.isArray(value)) return value.map((element: unknown) => castOperand(element, undefined, owner));
  if (!isPlainObject(value)) return value;
  return castMembers(value, owner, () => undefined);
}

function castMembers(
  value: Readonly<Record<string, unknown>>,
  owner: Owner,
  fieldOf: (name: string) => ValueDefinition | undefined,
): Record<string, unknown> {
  const stored: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const path = `${owner.path}.${name}`;
    if (!isUsableSegment(name)) {
      throw new BadQuery(owner.parameter, `Impossible field name in ${owner.parameter}: ${showName(path)}`);
    }
    stored[name] = castOperand(member, fieldOf(name), { ...owner, path });
  }
  return keepOrder(value, stored);
}

function isStorable(number: number | bigint): boolean {
  return typeof number === 'number' ? Number.isFinite(number) : isInt64(number);
}
