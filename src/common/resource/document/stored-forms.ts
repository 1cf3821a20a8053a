import { changeMembers } from '../../bson/change-members.js';
import { isSubDocument } from '../../bson/is-sub-document.js';
import { remembered } from '../../remembered.js';
import type { FieldDefinition, ValueDefinition } from '../fields/field-definition.js';
import { typesOf } from '../types/field-types.js';
import { FLOAT } from '../types/numbers.js';
import { TYPES } from '../types/types.js';
import type { StoredForm } from '../types/value-type.js';

type Convert = (value: unknown) => unknown;

/** Where in a value the values are that the database has in another form than the engine: floats are doubles whatever numbers they are. */
export interface FormPlan {
  readonly toStored: Convert | undefined;
  readonly toWorking: Convert | undefined;
  /** Whether integers there are doubles. */
  readonly isFloat: boolean;
  readonly members: ReadonlyMap<string, FormPlan> | undefined;
  readonly others: FormPlan | undefined;
  readonly items: FormPlan | undefined;
  readonly elements: readonly (FormPlan | undefined)[] | undefined;
}

const plans = new WeakMap<readonly FieldDefinition[], { readonly plan: FormPlan | undefined }>();

/** The plan of documents with these fields, worked out once; undefined where nothing in them has another form. */
export function planForms(fields: readonly FieldDefinition[]): FormPlan | undefined {
  return remembered(plans, fields, () => ({ plan: planOf({ fields }) })).plan;
}

function planOf(definition: ValueDefinition): FormPlan | undefined {
  const { fields = [], items, elements, valuesRules } = definition;
  const members = new Map<string, FormPlan>();
  for (const field of fields) {
    const plan = planOf(field);
    if (plan) members.set(field.name, plan);
  }
  const inside = elements?.map(planOf);
  const plan: FormPlan = {
    ...conversionsOf(definition),
    members: members.size > 0 ? members : undefined,
    others: valuesRules && planOf(valuesRules),
    items: items && planOf(items),
    elements: inside?.some((one) => one) === true ? inside : undefined,
  };
  return Object.values(plan).some((part) => part !== undefined && part !== false) ? plan : undefined;
}

function conversionsOf(definition: ValueDefinition): Pick<FormPlan, 'toStored' | 'toWorking' | 'isFloat'> {
  const forms = formsOf(definition);
  return {
    toStored: inTurn(forms.map(({ toStored }) => toStored)),
    toWorking: inTurn(forms.map(({ toWorking }) => toWorking)),
    isFloat: forms.some((form) => form === FLOAT.stored),
  };
}

/** Where a value may be of several types, those beside which a form is none keep what JSON said. */
function formsOf({ type, anyOf = [], oneOf = [], allOf = [] }: ValueDefinition): readonly StoredForm[] {
  const types = new Set(type === undefined ? [...anyOf, ...oneOf, ...allOf].flatMap(typesOf) : typesOf({ type }));
  return [...types]
    .flatMap((one) => TYPES[one].stored ?? [])
    .filter(({ unless }) => !unless.some((other) => [...types].some((one) => one === other)));
}

function inTurn(conversions: readonly Convert[]): Convert | undefined {
  const [first, ...others] = conversions;
  if (!first || others.length === 0) return first;
  return (value) => conversions.reduce((converted, convert) => convert(converted), value);
}

/** A value as it is stored: whole floats are doubles too. The very value where nothing in it changes. */
export function toStoredForms(value: unknown, plan: FormPlan | undefined): unknown {
  return convert(value, plan, 'toStored');
}

/** A value as the engine works with it: all floats are numbers. */
export function toWorkingForms(value: unknown, plan: FormPlan | undefined): unknown {
  return convert(value, plan, 'toWorking');
}

/** The plan of what is at a dotted path of documents. */
export function planAt(plan: FormPlan | undefined, path: string): FormPlan | undefined {
  return path.split('.').reduce((at, name) => at?.members?.get(name) ?? at?.others, plan);
}

type Direction = 'toStored' | 'toWorking';

function convert(value: unknown, plan: FormPlan | undefined, direction: Direction): unknown {
  if (!plan) return value;
  const { members, others, items, elements, [direction]: change } = plan;
  if (Array.isArray(value)) {
    if (!items && !elements) return value;
    return value.map((element: unknown, index) => convert(element, elements?.[index] ?? items, direction));
  }
  if (value instanceof Map) {
    const entries = [...(value as ReadonlyMap<string, unknown>)];
    return new Map(entries.map(([name, member]) => [name, convert(member, members?.get(name) ?? others, direction)]));
  }
  if (!isSubDocument(value)) return change ? change(value) : value;
  return members || others ? convertMembers(value, plan, direction) : value;
}

function convertMembers(
  document: Readonly<Record<string, unknown>>,
  { members, others }: FormPlan,
  direction: Direction,
): object {
  const names = others ? Object.keys(document) : (members?.keys() ?? []);
  return changeMembers(document, names, (value, name) => convert(value, members?.get(name) ?? others, direction));
}
