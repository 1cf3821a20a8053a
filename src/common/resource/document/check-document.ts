import { validateSync, type ValidationError } from 'class-validator';
import type { FieldDefinition, ValueDefinition } from '../definition/field-definition.js';
import { shapeOfDict, shapeOfValue } from '../definition/field-shapes.js';
import { fitsType, isGeoField, isSubDocument } from '../definition/field-types.js';
import { hasOnlyStandardMembers } from '../definition/geo-json.js';
import { addIssues, isClean, joinIssues, joinTrees, type IssueNode, type IssueTree } from '../definition/issue-tree.js';
import { pythonRepr } from '../definition/python-repr.js';
import { looksAround, ruleNamed, rulesOf } from '../definition/rules/rules.js';
import { says, type Frame } from '../definition/rules/rule.js';
import type { Shape } from '../definition/shape.js';
import { surround, surroundingsOf } from '../definition/surroundings.js';
import { REQUIRED_CONSTRAINT, TYPE_CONSTRAINT } from '../definition/to-validators.js';
import { findMissing } from './find-missing.js';

type Members = Readonly<Record<string, unknown>>;

const OPTIONS = { skipMissingProperties: true, forbidUnknownValues: false } as const;
const contextual = new WeakMap<readonly FieldDefinition[], boolean>();
const geographic = new WeakMap<readonly FieldDefinition[], readonly FieldDefinition[]>();

/** Judges a document by the rules of its fields, and what is in it by theirs. Its values are of their types already. */
export function checkDocument(document: object, shape: Shape, frame: Frame): IssueTree {
  if (needsSurroundings(shape.fields)) {
    surround(document, frame, (definition, name) => judgeMember(document, definition, { name, frame }));
  }
  const issues = findBrokenRules(document, shape, frame);
  if (!frame.policy.allowCustomFieldsInGeojson) addCustomGeoJson(issues, document, shape);
  for (const field of shape.fields) {
    const value = (document as Members)[field.name];
    if (typeof value !== 'object' || value === null || !fitsType(value, field)) continue;
    const found = checkInside(value, field, { shape, frame });
    if (found) addIssues(issues, field.name, found);
  }
  return issues;
}

/** GeoJSON with members of its own is none, where the service does not allow it. */
function addCustomGeoJson(issues: IssueTree, document: object, { fields }: Shape): void {
  for (const field of geoFieldsOf(fields)) {
    if (issues.has(field.name)) continue;
    const value = (document as Members)[field.name];
    if (!hasOnlyStandardMembers(value)) addIssues(issues, field.name, says(`must be of ${nameOfType(field)} type`));
  }
}

function geoFieldsOf(fields: readonly FieldDefinition[]): readonly FieldDefinition[] {
  const known = geographic.get(fields) ?? fields.filter(isGeoField);
  geographic.set(fields, known);
  return known;
}

function needsSurroundings(fields: readonly FieldDefinition[]): boolean {
  const known = contextual.get(fields);
  if (known !== undefined) return known;
  const isNeeded = fields.some(looksAround);
  contextual.set(fields, isNeeded);
  return isNeeded;
}

function findBrokenRules(document: object, shape: Shape, frame: Frame): IssueTree {
  const issues: IssueTree = new Map();
  const missing: string[] = [];
  for (const error of validateSync(document, OPTIONS)) {
    const field = shape.fields.find(({ name }) => name === error.property);
    if (error.constraints && REQUIRED_CONSTRAINT in error.constraints) missing.push(error.property);
    else if (field) addIssues(issues, field.name, toIssue(error, document, field));
  }
  if (frame.isChange || (missing.length === 0 && shape.requireAll !== true)) return issues;
  for (const name of findMissing(document, shape, missing)) addIssues(issues, name, says('required field'));
  return issues;
}

/** A wrong type says all there is to say, and emptiness silences the rules that look at what is in a value. */
function toIssue({ constraints = {}, value }: ValidationError, document: object, field: FieldDefinition): IssueNode {
  if (TYPE_CONSTRAINT in constraints) return says(`must be of ${nameOfType(field)} type`);
  const isWronglyEmpty = 'empty' in constraints;
  const broken = rulesOf(field).filter((name) => {
    return name in constraints && !(isWronglyEmpty && 'skipsEmpty' in ruleNamed(name));
  });
  const found: IssueNode = { messages: [] };
  for (const name of broken) {
    const rule = ruleNamed(name);
    const isContextual = 'looksAround' in rule;
    const issue = isContextual
      ? rule.find(value, field[name], surroundingsOf(document, field))
      : rule.find(value, field[name]);
    joinIssues(found, issue);
  }
  return found;
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
  const inside: IssueTree = new Map();
  for (const [name, member] of keysRules || valuesRules ? Object.entries(value) : []) {
    const nameIssue = keysRules && judgeValue(name, keysRules, around.frame);
    const memberIssue = valuesRules && judgeValue(member, valuesRules, around.frame);
    if (nameIssue) addIssues(inside, name, nameIssue);
    if (memberIssue) addIssues(inside, name, memberIssue);
  }
  const shape = shapeOfDict(field, around.shape);
  if (shape) joinTrees(inside, checkSubDocument(value, shape, frameOfMember(around.frame, field.name)));
  return isClean(inside) ? undefined : { messages: [], inside };
}

function checkElements(
  values: readonly unknown[],
  { items, elements }: ValueDefinition,
  { frame }: Around,
): IssueNode | undefined {
  if (elements && elements.length !== values.length) {
    return says(`length of list should be ${elements.length}, it is ${values.length}`);
  }
  const inside: IssueTree = new Map();
  for (const [index, value] of values.entries()) {
    const definition = elements?.[index] ?? items;
    const issue = definition && judgeValue(value, definition, { ...frame, stored: {}, isChange: false });
    if (issue) inside.set(String(index), issue);
  }
  return isClean(inside) ? undefined : { messages: [], inside };
}

/** What no normalisation has seen yet, because it is one of several alternatives, is first made a document of its class. */
function checkSubDocument(value: Members, shape: Shape, frame: Frame): IssueTree {
  if (value instanceof shape.model) return checkDocument(value, shape, frame);
  const issues = checkDocument(instanceOf(shape, value), shape, frame);
  if (shape.allowUnknown === true) return issues;
  for (const name of Object.keys(value)) {
    if (!shape.fields.some((field) => field.name === name)) addIssues(issues, name, says('unknown field'));
  }
  return issues;
}

function judgeMember(
  document: object,
  definition: ValueDefinition,
  { name, frame }: { readonly name: string; readonly frame: Frame },
): IssueNode | undefined {
  const shape = shapeOfValue(definition, name);
  return checkDocument(instanceOf(shape, document), shape, frame).get(name);
}

/** Judges a value on its own: an element, a name, or what a client compares a field with. */
export function judgeValue(value: unknown, definition: ValueDefinition, frame: Frame): IssueNode | undefined {
  if (value === null) return definition.nullable === true ? undefined : says('null value not allowed');
  return judgeMember({ element: value }, definition, { name: 'element', frame });
}

function instanceOf({ model }: Shape, members: object): object {
  return Object.assign(Object.create(model.prototype as object) as object, members);
}

/** A sub-document is judged as changes of the stored one, or as a whole where there is none. */
export function frameOfMember(frame: Frame, name: string): Frame {
  const present = (frame.stored as Members)[name];
  const isKept = isSubDocument(present) && (frame.policy.mergeNestedDocuments || !frame.isChange);
  return isKept ? { ...frame, stored: present } : { ...frame, stored: {}, isChange: false };
}
