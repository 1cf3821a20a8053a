import type { ClassValidator } from '../rules/class-validator.js';
import type { FieldDefinition, MemberRules, ValueDefinition } from '../fields/field-definition.js';
import { shapeOfDict, shapeOfValue } from '../definition/field-shapes.js';
import { isSubDocument } from '../../bson/is-sub-document.js';
import { fitsType } from '../types/field-types.js';
import { hasOnlyStandardMembers } from '../types/geo-json.js';
import { issueNode, IssueTree, joinIssues, nodeOf, type IssueNode } from '../rules/issue-tree.js';
import { ruleNamed, rulesOf } from '../rules/rules.js';
import type { Frame, RuleContext } from '../rules/rule.js';
import { issue as issueOf } from '../rules/validation-issue.js';
import type { Shape } from '../definition/shape.js';
import { ownMember } from '../../values/own-member.js';
import { TYPE_CONSTRAINT } from '../rules/to-validators.js';
import { checksOf, type FieldChecks } from './field-checks.js';
import { findDangling } from './find-dangling.js';
import { findMissing } from './find-missing.js';
import { aroundWholeMember, wholeMember } from './whole-member.js';
import type { Members } from '../../values/members.js';

/** The stored form of something new. */
const NOTHING = {};

/** Validates a document by the rules of its fields, and its members by theirs. Its values are of their types already. */
export function checkDocument(document: object, shape: Shape, frame: Frame): IssueTree {
  const issues = new IssueTree();
  const undefinedOnes: string[] = [];
  for (const checks of checksOf(shape)) {
    const { name } = checks.field;
    const value = ownMember(document, name);
    if (isKept(value, checks, frame)) continue;
    if (value === undefined || value === null) {
      if (isMissing(value, document, checks)) undefinedOnes.push(name);
      continue;
    }
    const issue = validateField(value, checks, { document, shape, frame });
    if (issue) issues.add(name, issue);
  }
  if (frame.isChange || (undefinedOnes.length === 0 && shape.requireAll !== true)) return issues;
  for (const name of findMissing(document, shape, undefinedOnes)) issues.report(name, issueOf('required'));
  return issues;
}

/** A read-only value is no client's, and stays whatever it is. */
function isKept(value: unknown, { field, isReadOnly }: FieldChecks, { original }: Frame): boolean {
  return isReadOnly && Object.hasOwn(original, field.name) && Object.is(value, ownMember(original, field.name));
}

function isMissing(value: unknown, document: object, { isRequired, conditions }: FieldChecks): boolean {
  return isRequired && conditions.every((isMet) => isMet(document, value));
}

/** The place of a value. */
interface ValuePlace {
  /** The document or sub-document that the value is a member of. */
  readonly document: object;
  readonly shape: MemberRules;
  readonly frame: Frame;
}

function validateField(value: unknown, checks: FieldChecks, place: ValuePlace): IssueNode | undefined {
  const { field } = checks;
  const whole = wholeMember(value, field, place.frame);
  const issue = findBrokenRules(whole, checks, place) ?? findWrongPlace(value, checks, place.frame);
  const inside = typeof value === 'object' && value && fitsType(value, field) && checkInside(value, field, place);
  if (!inside) return issue;
  if (issue) joinIssues(issue, inside);
  return issue ?? inside;
}

/** A reference leads somewhere. GeoJSON with members of its own is none, where the service does not allow it. */
function findWrongPlace(
  value: unknown,
  { field, dataRelation, isGeo }: FieldChecks,
  frame: Frame,
): IssueNode | undefined {
  const dangling = dataRelation && findDangling(value, dataRelation, frame.references);
  if (dangling || !isGeo || frame.policy.allowCustomFieldsInGeojson) return dangling;
  return hasOnlyStandardMembers(value) ? undefined : wrongType(field);
}

/** A wrong type says all there is to say, and emptiness silences the rules that look at what is in a value. */
function findBrokenRules(value: unknown, checks: FieldChecks, { document, frame }: ValuePlace): IssueNode | undefined {
  const { field, conditions, validators } = checks;
  for (const isMet of conditions) if (!isMet(document, value)) return undefined;
  const context = checks.needsContext ? contextOf(document, field, frame) : undefined;
  let broken: ClassValidator[] | undefined;
  for (const validator of validators) {
    if (validator.test(value, document, context)) continue;
    if (validator.name === TYPE_CONSTRAINT) return wrongType(field);
    (broken ??= []).push(validator);
  }
  return broken && explainBroken(value, broken, { document, field, explanations: context?.explanations });
}

interface Broken extends Pick<ValuePlace, 'document'> {
  readonly field: FieldDefinition;
  readonly explanations: IssueTree | undefined;
}

/** The issues of broken rules: in the order of the rules, then the messages of class-validator's own decorators. */
function explainBroken(
  value: unknown,
  broken: readonly ClassValidator[],
  { document, field, explanations }: Broken,
): IssueNode {
  const names = new Set(broken.map(({ name }) => name));
  const isWronglyEmpty = names.has('empty');
  const issue: IssueNode = { issues: [] };
  for (const name of rulesOf(field)) {
    if (!names.delete(name)) continue;
    const rule = ruleNamed(name);
    if (isWronglyEmpty && 'skipsEmpty' in rule) continue;
    const one = 'needsContext' in rule ? explanations?.get(name) : rule.explain(value, field[name]);
    if (one) joinIssues(issue, one);
  }
  for (const validator of broken)
    if (names.has(validator.name)) issue.issues.push(issueOf('custom', validator.explain(value, document)));
  return issue;
}

function contextOf(document: object, field: FieldDefinition, frame: Frame): RuleContext {
  const validateAs: RuleContext['validateAs'] = (definition) => {
    const whole = aroundWholeMember(document, field, frame);
    return validateMember(whole.document, definition, { name: field.name, frame: whole.frame });
  };
  return { ...frame, document, field, validateAs, explanations: new IssueTree() };
}

function wrongType(field: FieldDefinition): IssueNode {
  return issueNode('type', field.type);
}

function checkInside(value: object, field: FieldDefinition, place: ValuePlace): IssueNode | undefined {
  if (Array.isArray(value)) return checkElements(value, field, place);
  if (!isSubDocument(value)) return undefined;
  const { keysRules, valuesRules } = field;
  const inside = new IssueTree();
  for (const [name, member] of keysRules || valuesRules ? Object.entries(value) : []) {
    const nameIssue = keysRules && validateValue(name, keysRules, place.frame);
    const memberIssue = valuesRules && validateValue(member, valuesRules, place.frame);
    if (nameIssue) inside.add(name, nameIssue);
    if (memberIssue) inside.add(name, memberIssue);
  }
  const shape = shapeOfDict(field, place.shape);
  if (shape) inside.join(checkSubDocument(value, shape, frameOfMember(place.frame, field.name)));
  return nodeOf(inside);
}

function checkElements(
  values: readonly unknown[],
  { items, elements }: ValueDefinition,
  { frame }: ValuePlace,
): IssueNode | undefined {
  if (elements && elements.length !== values.length) {
    return issueNode('list_length', elements.length, values.length);
  }
  const inside = new IssueTree();
  const frameOfElement = frameOfNew(frame);
  for (const [index, value] of values.entries()) {
    const definition = elements?.[index] ?? items;
    const issue = definition && validateValue(value, definition, frameOfElement);
    if (issue) inside.add(String(index), issue);
  }
  return nodeOf(inside);
}

/** A value of one of several alternatives, which no normalisation has seen yet, may have members that are unknown or null. */
function checkSubDocument(value: Members, shape: Shape, frame: Frame): IssueTree {
  if (value instanceof shape.model) return checkDocument(value, shape, frame);
  const issues = checkDocument(value, shape, frame);
  for (const { name, nullable } of shape.fields) {
    if (ownMember(value, name) === null && nullable !== true) issues.report(name, issueOf('null'));
  }
  if (shape.allowUnknown === true) return issues;
  for (const name of Object.keys(value)) {
    if (!shape.fields.some((field) => field.name === name)) issues.report(name, issueOf('unknown'));
  }
  return issues;
}

/** Validates a member of a document by another definition than its field's. */
function validateMember(
  document: object,
  definition: ValueDefinition,
  { name, frame }: { readonly name: string; readonly frame: Frame },
): IssueNode | undefined {
  const shape = shapeOfValue(definition, name);
  const [checks] = checksOf(shape);
  return checks && validateField(ownMember(document, name), checks, { document, shape, frame });
}

/** Validates a value on its own: an element, a name, or what a client compares a field with. */
export function validateValue(value: unknown, definition: ValueDefinition, frame: Frame): IssueNode | undefined {
  if (value === null) return definition.nullable === true ? undefined : issueNode('null');
  return validateMember({ element: value }, definition, { name: 'element', frame });
}

/** A sub-document is validated as changes of the stored one, or as a whole where there is none. */
export function frameOfMember(frame: Frame, name: string): Frame {
  const present = ownMember(frame.original, name);
  if (!isSubDocument(present)) return frameOfNew(frame);
  const isMerged = frame.isChange && frame.policy.mergeNestedDocuments;
  return { ...frame, stored: isMerged ? present : NOTHING, original: present, isChange: isMerged };
}

/** The frame of something new: it is validated as a whole, and so are its members. Very many may share one frame. */
export function frameOfNew(frame: Frame): Frame {
  if (frame.stored === NOTHING && frame.original === NOTHING && !frame.isChange) return frame;
  return { ...frame, stored: NOTHING, original: NOTHING, isChange: false };
}
