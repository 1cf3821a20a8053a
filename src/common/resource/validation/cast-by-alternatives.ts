import { isSubDocument } from '../../bson/is-sub-document.js';
import { remembered } from '../../remembered.js';
import { castByDefinition } from '../types/cast-value.js';
import type { FieldDefinition, ValueDefinition } from '../fields/field-definition.js';
import { fitsType } from '../types/field-types.js';
import type { Frame } from '../rules/rule.js';
import { setMember } from '../../values/set-member.js';
import { frameOfNew, validateValue } from './check-document.js';
import { wholeMember } from './whole-member.js';

/** A field's, or that of a value which is none. */
type Definition = ValueDefinition & Partial<Pick<FieldDefinition, 'name'>>;

/**
 * A value as its alternatives store it: cast by one after the other, and what is in it too, as Eve does. Where it then
 * satisfies none, by that one alone whose value does, or as it was sent.
 */
export function castByAlternatives(value: unknown, definition: Definition, frame: Frame): unknown {
  const { allOf = [], anyOf = [], oneOf = [] } = definition;
  if (value === null || (allOf.length === 0 && anyOf.length === 0 && oneOf.length === 0)) return value;
  const all = [...allOf, ...anyOf, ...oneOf];
  const place = frameOfNew(frame);
  const castByEach = (alternatives: readonly ValueDefinition[]): unknown =>
    alternatives.reduce<unknown>((cast, one) => castByOne(cast, one, { all, frame: place }), value);
  const byAll = castByEach(all);
  if (byAll === value) return value;
  const rules = logicOf(definition);
  const field = { name: '', ...definition };
  const isSound = (candidate: unknown): boolean =>
    validateValue(wholeMember(candidate, field, frame), rules, place) === undefined;
  if (isSound(byAll)) return byAll;
  for (const alternative of [...anyOf, ...oneOf]) {
    const alone = castByEach([...allOf, alternative]);
    if (isSound(alone)) return alone;
  }
  return isSound(value) ? value : byAll;
}

interface ValuePlace {
  readonly all: readonly ValueDefinition[];
  readonly frame: Frame;
}

/** A value that is no string stays as it is where one of the alternatives takes its type: 1 is a number before it is a truth value. */
function castByOne(value: unknown, alternative: ValueDefinition, { all, frame }: ValuePlace): unknown {
  const isTyped = typeof value !== 'string' && all.some((one) => one.type !== undefined && fitsType(value, one));
  return isTyped ? castInside(value, alternative, frame) : castWhole(value, alternative, frame);
}

function castWhole(value: unknown, definition: ValueDefinition, frame: Frame): unknown {
  if (value === null) return null;
  return castInside(castByDefinition(value, definition, frame.policy.dates), definition, frame);
}

/** Gives the value itself where there is nothing to cast in it. */
function castInside(value: unknown, definition: ValueDefinition, frame: Frame): unknown {
  return castByAlternatives(castContents(value, definition, frame), definition, frame);
}

function castContents(value: unknown, definition: ValueDefinition, frame: Frame): unknown {
  if (Array.isArray(value)) return castElements(value, definition, frame);
  return isSubDocument(value) ? castMembers(value, definition, frame) : value;
}

function castElements(values: readonly unknown[], { items, elements }: ValueDefinition, frame: Frame): unknown {
  const cast = values.map((value, index) => {
    const definition = elements?.[index] ?? items;
    return definition ? castWhole(value, definition, frame) : value;
  });
  return cast.some((value, index) => value !== values[index]) ? cast : values;
}

function castMembers(
  value: Readonly<Record<string, unknown>>,
  { fields, valuesRules }: ValueDefinition,
  frame: Frame,
): unknown {
  let cast: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const definition = fields?.find((field) => field.name === name) ?? valuesRules;
    const member = definition ? castWhole(value[name], definition, frame) : value[name];
    if (member !== value[name]) setMember((cast ??= copyOf(value)), name, member);
  }
  return cast ?? value;
}

function copyOf(value: object): Record<string, unknown> {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return Object.create(prototype, Object.getOwnPropertyDescriptors(value)) as Record<string, unknown>; // its members
}

/** Kept, because class-validator remembers every definition that it has seen. */
const logic = new WeakMap<ValueDefinition, ValueDefinition>();

/** The rules that alone decide whether a cast is right: rules that look at other fields cannot be asked before those are cast too. */
function logicOf(definition: ValueDefinition): ValueDefinition {
  const { type, allOf, anyOf, oneOf, noneOf, allowUnknown } = definition;
  return remembered(logic, definition, () => ({
    ...(type !== undefined && { type }),
    ...(allOf && { allOf }),
    ...(anyOf && { anyOf }),
    ...(oneOf && { oneOf }),
    ...(noneOf && { noneOf }),
    ...(allowUnknown !== undefined && { allowUnknown }),
  }));
}
