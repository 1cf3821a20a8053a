import mongoose from 'mongoose';
import { changeMembers } from '../../bson/change-members.js';
import { isSubDocument } from '../../bson/is-sub-document.js';
import { toPlainNumber } from '../../bson/exact-numbers.js';
import { remembered } from '../../remembered.js';
import type { FieldDefinition, ValueDefinition } from '../fields/field-definition.js';
import { typesOf } from '../types/field-types.js';

const { Double } = mongoose.mongo.BSON;

/** Where in a value the floats are, which are doubles whatever numbers they are. */
export interface FloatPlan {
  readonly isFloat: boolean;
  readonly members: ReadonlyMap<string, FloatPlan> | undefined;
  readonly others: FloatPlan | undefined;
  readonly items: FloatPlan | undefined;
  readonly elements: readonly (FloatPlan | undefined)[] | undefined;
}

const plans = new WeakMap<readonly FieldDefinition[], { readonly plan: FloatPlan | undefined }>();

/** The plan of documents with these fields, worked out once; undefined where there is no float in them. */
export function planFloats(fields: readonly FieldDefinition[]): FloatPlan | undefined {
  return remembered(plans, fields, () => ({ plan: planOf({ fields }) })).plan;
}

function planOf(definition: ValueDefinition): FloatPlan | undefined {
  const { fields = [], items, elements, valuesRules } = definition;
  const members = new Map<string, FloatPlan>();
  for (const field of fields) {
    const plan = planOf(field);
    if (plan) members.set(field.name, plan);
  }
  const inside = elements?.map(planOf);
  const plan: FloatPlan = {
    isFloat: isFloat(definition),
    members: members.size > 0 ? members : undefined,
    others: valuesRules && planOf(valuesRules),
    items: items && planOf(items),
    elements: inside?.some((one) => one) === true ? inside : undefined,
  };
  return Object.values(plan).some((part) => part !== undefined && part !== false) ? plan : undefined;
}

/** Where a value may be of several types, those that are no floats keep what JSON said. */
function isFloat(definition: ValueDefinition): boolean {
  const { type, anyOf = [], oneOf = [], allOf = [] } = definition;
  const types = type === undefined ? [...anyOf, ...oneOf, ...allOf].flatMap(typesOf) : typesOf(definition);
  return types.includes('float') && !types.includes('integer') && !types.includes('number');
}

/** As it is stored: whole floats are doubles too. The very value where nothing in it changes. */
export function withDoubles(value: unknown, plan: FloatPlan | undefined): unknown {
  return convert(value, plan, toDouble);
}

/** As the engine works with it: all floats are numbers. */
export function withoutDoubles(value: unknown, plan: FloatPlan | undefined): unknown {
  return convert(value, plan, toPlainNumber);
}

/** The plan of what is at a dotted path of documents. */
export function planAt(plan: FloatPlan | undefined, path: string): FloatPlan | undefined {
  return path.split('.').reduce((at, name) => at?.members?.get(name) ?? at?.others, plan);
}

function toDouble(value: unknown): unknown {
  return typeof value === 'number' && Number.isInteger(value) ? new Double(value) : value;
}

type Convert = (value: unknown) => unknown;

function convert(value: unknown, plan: FloatPlan | undefined, change: Convert): unknown {
  if (!plan) return value;
  const { isFloat, members, others, items, elements } = plan;
  if (Array.isArray(value)) {
    if (!items && !elements) return value;
    return value.map((element: unknown, index) => convert(element, elements?.[index] ?? items, change));
  }
  if (value instanceof Map) {
    const entries = [...(value as ReadonlyMap<string, unknown>)];
    return new Map(entries.map(([name, member]) => [name, convert(member, members?.get(name) ?? others, change)]));
  }
  if (!isSubDocument(value)) return isFloat ? change(value) : value;
  return members || others ? convertMembers(value, plan, change) : value;
}

function convertMembers(
  document: Readonly<Record<string, unknown>>,
  { members, others }: FloatPlan,
  change: Convert,
): object {
  const names = others ? Object.keys(document) : (members?.keys() ?? []);
  return changeMembers(document, names, (value, name) => convert(value, members?.get(name) ?? others, change));
}
