import { keepOrder } from '../../bson/member-order.js';
import type { FieldDefinition, ValueDefinition } from '../fields/field-definition.js';
import { shapeOfDict, shapeOfValue } from '../definition/field-shapes.js';
import { fitsType } from '../types/field-types.js';
import { TYPES } from '../types/types.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import { ownMember } from '../../values/own-member.js';
import { issueNode, IssueTree, joinIssues, nodeOf, type IssueNode } from '../rules/issue-tree.js';
import type { Frame } from '../rules/rule.js';
import { issue as issueOf } from '../rules/validation-issue.js';
import type { Shape } from '../definition/shape.js';
import { isShownAs } from '../document/is-shown-as.js';
import { representValue } from '../document/represent-value.js';
import { castByAlternatives } from './cast-by-alternatives.js';
import { frameOfMember, frameOfNew } from './check-document.js';
import { fieldsByUse } from './fields-by-use.js';
import { findImpossible, findTooLarge, findUnstorable, isStorableName } from './find-unstorable.js';
import { normaliseScalar } from './normalise-scalar.js';
import type { Members } from '../../values/members.js';

/** A document whose values are of their types where that was possible, and what was wrong on the way. */
export interface Normalised {
  readonly document: Record<string, unknown>;
  readonly issues: IssueTree;
}

/**
 * A client's document → one that its resource could store, in Eve's order: renamed, unknown fields purged, read-only fields
 * rejected or kept, defaults filled in, text cast and values coerced, then the same inside. The document is an instance of its class.
 */
export function normaliseDocument(payload: Members, shape: Shape, frame: Frame): Normalised {
  const normalised: Normalised = {
    document: Object.create(shape.model.prototype as object) as Record<string, unknown>,
    issues: new IssueTree(),
  };
  const { issues } = normalised;
  const { byName } = fieldsByUse(shape.fields);
  const rejectsUnknown = shape.allowUnknown !== true && shape.purgeUnknown !== true;
  for (const sentName of Object.keys(payload)) {
    const sentField = byName.get(sentName);
    const name = sentField?.rename ?? sentName; // under which it is stored; it need not be declared
    const field = name === sentName ? sentField : byName.get(name);
    if (isTaken(name, normalised)) issues.report(name, issueOf('given_several_times'));
    else if (!field && rejectsUnknown)
      issues.report(name, issueOf('unknown')); // without its value: of very many that takes long
    else if (!field) takeUnknown(normalised, shape, { name, value: payload[sentName] });
    else if (field.readOnly === true) rejectReadOnly(normalised, field, { sent: payload[sentName], frame });
    else take(normalised, field, { sent: payload[sentName], shape, frame });
  }
  keepReadOnly(normalised, shape, frame);
  addDefaults(normalised, shape, frame);
  keepOrder(payload, normalised.document);
  return normalised;
}

/** Only what is renamed, or what another one was renamed to, can be there already. */
function isTaken(name: string, { document, issues }: Normalised): boolean {
  return Object.hasOwn(document, name) || issues.get(name) !== undefined;
}

function takeUnknown(
  { document, issues }: Normalised,
  shape: Shape,
  { name, value }: { readonly name: string; readonly value: unknown },
): void {
  if (shape.allowUnknown !== true) return; // purged
  const isUsable = isStorableName(name) && !name.includes('.'); // a dot that was left has too many beside it
  const issue = isUsable ? findUnstorable(value) : issueNode('unknown');
  if (issue) issues.add(name, issue);
  else document[name] = value;
}

function rejectReadOnly(
  { issues }: Normalised,
  { name }: FieldDefinition,
  { sent, frame }: { readonly sent: unknown; readonly frame: Frame },
): void {
  const stored = ownMember(frame.original, name);
  if (!isShownAs(sent, representValue(stored, frame.policy.dates))) issues.add(name, issueNode('read_only'));
}

/** Of a document that is written anew what no client may change stays; a part of it that is gone takes along what is in it. */
function keepReadOnly({ document }: Normalised, { fields }: Shape, { isChange, original }: Frame): void {
  if (isChange) return;
  for (const { name } of fieldsByUse(fields).readOnly)
    if (Object.hasOwn(original, name)) document[name] = ownMember(original, name);
}

/** A value that a client sent, or a default, and where it belongs. */
interface Sent {
  readonly sent: unknown;
  readonly shape: Shape;
  readonly frame: Frame;
}

function take({ document, issues }: Normalised, field: FieldDefinition, sent: Sent): void {
  const { value, issue } = normaliseSent(field, sent);
  document[field.name] = castByAlternatives(value, field, sent.frame);
  if (issue) issues.add(field.name, issue);
}

/** The value sent for a field → the value it holds. */
function normaliseSent(field: FieldDefinition, { sent, shape, frame }: Sent): Inside {
  const impossible = findImpossible(sent);
  if (impossible) return { value: null, issue: impossible };
  if (sent === null || (sent === '' && isNullAsText(field))) {
    return { value: null, issue: field.nullable === true ? undefined : issueNode('null') };
  }
  const { value, issue } = normaliseScalar(sent, field, frame.policy);
  const tooLarge = findTooLarge(value);
  if (tooLarge) return { value: null, issue: tooLarge };
  const isStructure = typeof value === 'object' && fitsType(value, field);
  const inside = isStructure ? normaliseInside(value, field, { sent, shape, frame }) : undefined;
  if (!inside) return { value, issue };
  if (issue && inside.issue) joinIssues(issue, inside.issue);
  return { value: inside.value, issue: issue ?? inside.issue };
}

/** As in Eve, where an empty text is no id and no date, but none at all. */
function isNullAsText({ type }: Partial<ValueDefinition> = {}): boolean {
  return typeof type === 'string' && TYPES[type].isNullWhenEmpty === true;
}

function addDefaults(normalised: Normalised, shape: Shape, frame: Frame): void {
  if (!frame.fillsDefaults) return;
  const { document, issues } = normalised;
  for (const field of fieldsByUse(shape.fields).withDefault) {
    const { name, default: value, defaultSetter } = field;
    if (Object.hasOwn(document, name) || issues.get(name)) continue;
    if (frame.isChange && Object.hasOwn(frame.stored, name)) continue;
    if (defaultSetter && value === undefined) setDefault(normalised, name, defaultSetter);
    else take(normalised, field, { sent: typeof value === 'object' ? structuredClone(value) : value, shape, frame });
  }
}

/** The document holds what a client sent, of whatever type: a setter that cannot work with it is no bug. */
function setDefault(
  { document, issues }: Normalised,
  name: string,
  setter: NonNullable<FieldDefinition['defaultSetter']>,
): void {
  try {
    document[name] = setter(document);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    issues.add(name, issueNode('no_default', name, reason));
  }
}

interface Inside {
  readonly value: unknown;
  readonly issue?: IssueNode | undefined;
}

function normaliseInside(value: unknown, field: FieldDefinition, { shape, frame }: Sent): Inside | undefined {
  if (Array.isArray(value)) return normaliseElements(value, field, frame);
  if (!isPlainObject(value)) return undefined;
  const subShape = shapeOfDict(field, shape);
  if (!subShape) return normaliseMembers(value, field, frame);
  const { document, issues } = normaliseDocument(value, subShape, frameOfMember(frame, field.name));
  return { value: document, issue: nodeOf(issues) };
}

function normaliseElements(values: readonly unknown[], field: FieldDefinition, frame: Frame): Inside {
  const { items, elements } = field;
  const issues = new IssueTree();
  const frameOfElement = frameOfNew(frame);
  const normalised = values.map((sent, index) => {
    const { value, issue } = normaliseValue(sent, elements?.[index] ?? items, frameOfElement);
    if (issue) issues.add(String(index), issue);
    return value;
  });
  return { value: normalised, issue: nodeOf(issues) };
}

function normaliseMembers(value: Members, { keysRules, valuesRules }: FieldDefinition, frame: Frame): Inside {
  if (!keysRules && !valuesRules) return { value, issue: findUnstorable(value) };
  const issues = new IssueTree();
  const frameOfInside = frameOfNew(frame);
  const names = new Set<string>(); // a rule may make two of them one
  const normalised = Object.entries(value).map(([sentName, sent]) => {
    const key = keysRules ? normaliseValue(sentName, keysRules, frameOfInside) : { value: sentName };
    if (key.issue) issues.add(sentName, key.issue);
    const name = String(key.value);
    const member = normaliseValue(sent, valuesRules, frameOfInside);
    if (member.issue) issues.add(name, member.issue);
    if (!isStorableName(name)) issues.add(name, issueNode('unknown'));
    if (names.has(name)) issues.add(name, issueNode('given_several_times'));
    names.add(name);
    return [name, member.value] as const;
  });
  return { value: keepOrder(value, Object.fromEntries(normalised)), issue: nodeOf(issues) };
}

/** A value that is no field: an element, a name or a member. Without a definition it is stored as it is, if it can be. */
function normaliseValue(value: unknown, definition: FieldDefinition['items'], frame: Frame): Inside {
  if (value === null || (value === '' && isNullAsText(definition))) return { value: null }; // the rules decide
  if (!definition) return { value, issue: findUnstorable(value) };
  const shape = shapeOfValue(definition, 'element');
  const [field = { name: 'element' }] = shape.fields;
  const normalised = normaliseSent(field, { sent: value, shape, frame });
  return { value: castByAlternatives(normalised.value ?? value, field, frame), issue: normalised.issue };
}
