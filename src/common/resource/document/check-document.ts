import { validatorsOf, type ClassValidator, type PropertyValidators } from '../definition/class-validators.js';
import type { FieldDefinition, ValueDefinition } from '../definition/field-definition.js';
import { shapeOfDict, shapeOfValue } from '../definition/field-shapes.js';
import { isSubDocument } from '../../bson/is-sub-document.js';
import { fitsType, isGeoField } from '../definition/field-types.js';
import { hasOnlyStandardMembers } from '../definition/geo-json.js';
import { IssueTree, joinIssues, nodeOf, type IssueNode } from '../definition/issue-tree.js';
import { pythonRepr } from '../definition/python-repr.js';
import { looksAround, ruleNamed, rulesOf } from '../definition/rules/rules.js';
import { says, type Frame } from '../definition/rules/rule.js';
import type { Shape } from '../definition/shape.js';
import { surround, surroundingsOf } from '../definition/surroundings.js';
import { ownMember } from '../definition/own-member.js';
import { TYPE_CONSTRAINT } from '../definition/to-validators.js';
import { findDangling } from './find-dangling.js';
import { findMissing } from './find-missing.js';
import { aroundWholeMember, wholeMember } from './whole-member.js';

type Members = Readonly<Record<string, unknown>>;

const NO_VALIDATORS: PropertyValidators = { conditions: [], isRequired: false, validators: [] };
const contextual = new WeakMap<readonly FieldDefinition[], boolean>();

/** Judges a document by the rules of its fields, and what is in it by theirs. Its values are of their types already. */
export function checkDocument(document: object, shape: Shape, frame: Frame): IssueTree {
  if (needsSurroundings(shape.fields)) {
    surround(document, frame, (definition, name) => {
      const field = shape.fields.find((one) => one.name === name) ?? { name };
      const around = aroundWholeMember(document, field, frame);
      return judgeMember(around.document, definition, { name, frame: around.frame });
    });
  }
  const validators = validatorsOf(shape.model);
  const issues = new IssueTree();
  const undefinedOnes: string[] = [];
  for (const field of shape.fields) {
    const value = ownMember(document, field.name);
    if (value === undefined || value === null) {
      if (isMissing(value, document, validators.get(field.name))) undefinedOnes.push(field.name);
      continue;
    }
    const broken = findBrokenRules(wholeMember(value, field, frame), document, {
      field,
      validators: validators.get(field.name),
    });
    const { dataRelation } = field;
    const issue = broken ?? (dataRelation && findDangling(value, dataRelation, frame.references));
    if (issue) issues.add(field.name, issue);
    else if (isGeoField(field) && isCustomGeoJson(value, frame)) issues.add(field.name, wrongType(field));
    const inside = typeof value === 'object' && fitsType(value, field) && checkInside(value, field, { shape, frame });
    if (inside) issues.add(field.name, inside);
  }
  if (frame.isChange || (undefinedOnes.length === 0 && shape.requireAll !== true)) return issues;
  for (const name of findMissing(document, shape, undefinedOnes)) issues.add(name, says('required field'));
  return issues;
}

/** GeoJSON with members of its own is none, where the service does not allow it. */
function isCustomGeoJson(value: unknown, { policy }: Frame): boolean {
  return !policy.allowCustomFieldsInGeojson && !hasOnlyStandardMembers(value);
}

function needsSurroundings(fields: readonly FieldDefinition[]): boolean {
  const known = contextual.get(fields);
  if (known !== undefined) return known;
  const isNeeded = fields.some(looksAround);
  contextual.set(fields, isNeeded);
  return isNeeded;
}

function isMissing(value: unknown, document: object, validators: PropertyValidators = NO_VALIDATORS): boolean {
  return validators.isRequired && validators.conditions.every((isMet) => isMet(document, value));
}

/** A field, and what class-validator knows of its property. */
interface Checks {
  readonly field: FieldDefinition;
  readonly validators: PropertyValidators | undefined;
}

/** A wrong type says all there is to say, and emptiness silences the rules that look at what is in a value. */
function findBrokenRules(
  value: unknown,
  document: object,
  { field, validators: { conditions, validators } = NO_VALIDATORS }: Checks,
): IssueNode | undefined {
  if (!conditions.every((isMet) => isMet(document, value))) return undefined;
  let broken: ClassValidator[] | undefined;
  for (const validator of validators) if (!validator.holds(value, document)) (broken ??= []).push(validator);
  if (!broken) return undefined;
  const names = new Set(broken.map(({ name }) => name));
  if (names.has(TYPE_CONSTRAINT)) return wrongType(field);
  const isWronglyEmpty = names.has('empty');
  const found: IssueNode = { messages: [] };
  for (const name of rulesOf(field)) {
    if (!names.delete(name)) continue;
    const rule = ruleNamed(name);
    if (isWronglyEmpty && 'skipsEmpty' in rule) continue;
    const isContextual = 'looksAround' in rule;
    const issue = isContextual
      ? rule.find(value, field[name], surroundingsOf(document, field))
      : rule.find(value, field[name]);
    joinIssues(found, issue);
  }
  for (const validator of broken)
    if (names.has(validator.name)) found.messages.push(validator.explain(value, document));
  return found;
}

function wrongType(field: FieldDefinition): IssueNode {
  return says(`must be of ${nameOfType(field)} type`);
}

function nameOfType({ type }: FieldDefinition): string {
  return typeof type === 'string' ? type : pythonRepr(type);
}

/** Where a value is found, for what it does not say itself. */
interface Around {
  readonly shape: Omit<Shape, 'model' | 'fields'>;
  readonly frame: Frame;
}

function checkInside(value: object, field: FieldDefinition, around: Around): IssueNode | undefined {
  if (Array.isArray(value)) return checkElements(value, field, around);
  if (!isSubDocument(value)) return undefined;
  const { keysRules, valuesRules } = field;
  const inside = new IssueTree();
  for (const [name, member] of keysRules || valuesRules ? Object.entries(value) : []) {
    const nameIssue = keysRules && judgeValue(name, keysRules, around.frame);
    const memberIssue = valuesRules && judgeValue(member, valuesRules, around.frame);
    if (nameIssue) inside.add(name, nameIssue);
    if (memberIssue) inside.add(name, memberIssue);
  }
  const shape = shapeOfDict(field, around.shape);
  if (shape) inside.join(checkSubDocument(value, shape, frameOfMember(around.frame, field.name)));
  return nodeOf(inside);
}

function checkElements(
  values: readonly unknown[],
  { items, elements }: ValueDefinition,
  { frame }: Around,
): IssueNode | undefined {
  if (elements && elements.length !== values.length) {
    return says(`length of list should be ${elements.length}, it is ${values.length}`);
  }
  const inside = new IssueTree();
  const frameOfElement = { ...frame, stored: {}, isChange: false };
  for (const [index, value] of values.entries()) {
    const definition = elements?.[index] ?? items;
    const issue = definition && judgeValue(value, definition, frameOfElement);
    if (issue) inside.add(String(index), issue);
  }
  return nodeOf(inside);
}

/** What no normalisation has seen yet, because it is one of several alternatives, is first made a document of its class. */
function checkSubDocument(value: Members, shape: Shape, frame: Frame): IssueTree {
  if (value instanceof shape.model) return checkDocument(value, shape, frame);
  const issues = checkDocument(value, shape, frame);
  for (const { name, nullable } of shape.fields) {
    if (ownMember(value, name) === null && nullable !== true) issues.add(name, says('null value not allowed'));
  }
  if (shape.allowUnknown === true) return issues;
  for (const name of Object.keys(value)) {
    if (!shape.fields.some((field) => field.name === name)) issues.add(name, says('unknown field'));
  }
  return issues;
}

function judgeMember(
  document: object,
  definition: ValueDefinition,
  { name, frame }: { readonly name: string; readonly frame: Frame },
): IssueNode | undefined {
  const shape = shapeOfValue(definition, name);
  return checkDocument(document, shape, frame).get(name);
}

/** Judges a value on its own: an element, a name, or what a client compares a field with. */
export function judgeValue(value: unknown, definition: ValueDefinition, frame: Frame): IssueNode | undefined {
  if (value === null) return definition.nullable === true ? undefined : says('null value not allowed');
  return judgeMember({ element: value }, definition, { name: 'element', frame });
}

/** A sub-document is judged as changes of the stored one, or as a whole where there is none. */
export function frameOfMember(frame: Frame, name: string): Frame {
  const present = ownMember(frame.stored, name);
  const isKept = isSubDocument(present) && (frame.policy.mergeNestedDocuments || !frame.isChange);
  return isKept ? { ...frame, stored: present } : { ...frame, stored: {}, isChange: false };
}
