import { isDeepStrictEqual } from 'node:util';
import { validateSync, type ValidationError } from 'class-validator';
import type { Issue, Issues } from '../../errors/api-error.js';
import { castValue } from '../definition/cast-value.js';
import { isPlainObject } from '../definition/is-plain-object.js';
import type { FieldDefinition } from '../definition/field-definition.js';
import { CHANGES, TYPE_CONSTRAINT, WHOLE_DOCUMENT } from '../definition/to-validators.js';
import { representValue } from '../representation/represent-value.js';
import { expandDottedNames } from './expand-dotted-names.js';

/** What a client sent for one document: a JSON object. */
export type Payload = Readonly<Record<string, unknown>>;

/** What has fields: a resource or a sub-document. */
export interface Shape {
  readonly model: new () => object;
  readonly fields: readonly FieldDefinition[];
}

/** A document as the resource stores it, and what is wrong with it; without issues it is valid. */
export interface Validated {
  readonly document: Record<string, unknown>;
  readonly issues: Readonly<Record<string, Issue>>;
}

/**
 * A whole document (POST, PUT): text becomes the field's type where it says so without loss, defaults fill what is
 * missing, every rule is checked. A read-only field may only repeat what `original` holds.
 */
export function validateDocument(payload: Payload, shape: Shape, original: object = {}): Validated {
  const { document, issues } = normalise(payload, shape, {
    original: original as Payload,
    validateSubDocument: (sent, subShape) => validateDocument(sent, subShape),
  });
  addDefaults(document, shape.fields);
  return { document, issues: { ...findIssues(document, [WHOLE_DOCUMENT]), ...issues } };
}

/**
 * The changes of a PATCH: as `validateDocument`, but what `original` already has is not required, and not set to its
 * default. A sub-document is judged as changes of the stored one, or as a whole where there is none.
 */
export function validateChanges(payload: Payload, shape: Shape, original: object): Validated {
  const stored = original as Payload;
  const { document, issues } = normalise(payload, shape, {
    original: stored,
    validateSubDocument: (sent, subShape, name) => {
      const present = stored[name];
      return isPlainObject(present) ? validateChanges(sent, subShape, present) : validateDocument(sent, subShape);
    },
  });
  addDefaults(
    document,
    shape.fields.filter(({ name }) => !(name in stored)),
  );
  return { document, issues: { ...findIssues(document, [CHANGES]), ...issues } };
}

/** What the value of a field is judged by, beside its definition. */
interface Context {
  readonly original: Payload;
  readonly validateSubDocument: (sent: Payload, shape: Shape, name: string) => Validated;
}

function normalise(payload: Payload, { model, fields }: Shape, context: Context): Validated {
  const document = Object.create(model.prototype as object) as Record<string, unknown>;
  const issues: Record<string, Issue> = {};
  for (const [name, sent] of Object.entries(expandDottedNames(payload))) {
    const field = fields.find((known) => known.name === name);
    if (!field) issues[name] = 'unknown field';
    else if (field.readOnly === true) Object.assign(issues, refuseReadOnly(name, sent, context.original));
    else if (sent === null && field.nullable !== true) issues[name] = 'null value not allowed';
    else {
      const { value, issue } = normaliseValue(sent, field, context);
      document[name] = value;
      if (issue !== undefined) issues[name] = issue;
    }
  }
  return { document, issues };
}

function refuseReadOnly(name: string, sent: unknown, original: Payload): Record<string, Issue> {
  return isDeepStrictEqual(sent, representValue(original[name])) ? {} : { [name]: 'field is read-only' };
}

interface NormalisedValue {
  readonly value: unknown;
  readonly issue?: Issue;
}

function normaliseValue(sent: unknown, field: FieldDefinition, { validateSubDocument }: Context): NormalisedValue {
  const { name, type, model, fields, trim } = field;
  if (typeof sent === 'string') return { value: castValue(trim === true ? sent.trim() : sent, type) };
  if (!model || !fields) return { value: sent };
  if (type === 'list' && Array.isArray(sent)) return normaliseElements(sent, { model, fields });
  if (type !== 'dict' || !isPlainObject(sent)) return { value: sent };
  const { document, issues } = validateSubDocument(sent, { model, fields }, name);
  return hasIssues({ issues }) ? { value: document, issue: issues } : { value: document };
}

function normaliseElements(sent: readonly unknown[], shape: Shape): NormalisedValue {
  const elements = sent.map((element) => validateDocument({ element }, shape));
  const value = elements.map(({ document }) => document['element']);
  const issues = Object.fromEntries(
    elements.flatMap(({ issues: { element } }, index) => (element === undefined ? [] : [[String(index), element]])),
  ) as Record<string, Issue>;
  return hasIssues({ issues }) ? { value, issue: issues } : { value };
}

function addDefaults(document: Record<string, unknown>, fields: readonly FieldDefinition[]): void {
  for (const field of fields) {
    if (field.default === undefined || field.name in document) continue;
    document[field.name] = structuredClone(field.default);
  }
}

function findIssues(document: object, groups: string[]): Record<string, Issue> {
  const errors = validateSync(document, { groups, skipMissingProperties: true, forbidUnknownValues: false });
  return Object.fromEntries(errors.map((error) => [error.property, toIssue(error)]));
}

/** A wrong type says all there is to say; otherwise every broken rule, a list when there are several. */
function toIssue({ constraints = {} }: ValidationError): Issue {
  const typeIssue = constraints[TYPE_CONSTRAINT];
  if (typeIssue !== undefined) return typeIssue;
  const [only, ...others] = Object.values(constraints);
  return only !== undefined && others.length === 0 ? only : Object.values(constraints);
}

/** Whether anything is wrong. */
export function hasIssues({ issues }: { readonly issues: Issues }): boolean {
  return Object.keys(issues).length > 0;
}
