import mongoose from 'mongoose';
import { castValue } from '../types/cast-value.js';
import { fitsType, typesOf } from '../types/field-types.js';
import { TYPES } from '../types/types.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import { ownMember } from '../../values/own-member.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import type { ResourceRoutes } from '../routes/resource-routes.js';
import { IssueTree } from '../rules/issue-tree.js';
import type { References } from '../rules/rule.js';
import { issue } from '../rules/validation-issue.js';
import { findDuplicatesWithin } from './find-duplicates-within.js';
import { withoutMember } from '../document/without-member.js';
import { validateDocument, type Payload, type Validity } from './validate-document.js';

/** A document to be created: its content, the `_id` it gets if that is not in it, and what is wrong with it. */
export interface NewDocument<T extends object> {
  readonly id: mongoose.Types.ObjectId | undefined;
  readonly document: T;
  readonly issues: IssueTree;
}

/** The options that decide whether a new document is valid: besides, its id, and the value in which its URL ends. */
interface NewValidity extends Validity, Pick<ResourceRoutes, 'id' | 'item' | 'itemLookup'> {}

/** The elements of one POST, checked each for itself and against each other. */
export function validateAllNew<T extends object>(
  payloads: readonly unknown[],
  validity: NewValidity,
  references: References,
): readonly NewDocument<T>[] {
  const checked = payloads.map((payload) => validateNew<T>(payload, validity, references));
  const duplicates = findDuplicatesWithin(
    checked.map(({ document }) => document),
    validity.fields,
  );
  for (const [index, found] of duplicates.entries()) {
    const { issues } = checked[index] ?? {};
    issues?.join(found);
  }
  return checked;
}

/** One element of a POST, whatever JSON it is, checked. The client may choose the `_id`. */
export function validateNew<T extends object>(
  payload: unknown,
  validity: NewValidity,
  references: References,
): NewDocument<T> {
  if (!isPlainObject(payload)) {
    const issues = new IssueTree();
    issues.report('validation exception', issue('not_a_document', payload));
    return { id: undefined, document: {} as T, issues };
  }
  if (validity.fields.some(({ name }) => name === validity.id.name))
    return validateWithOwnId<T>(payload, validity, references);
  const _id = ownMember(payload, '_id');
  const { document, issues } = validateDocument(withoutMember(payload, '_id'), validity, references);
  const id = castValue(_id, 'objectid');
  if (id === undefined || id instanceof mongoose.Types.ObjectId) return { id, document: document as T, issues };
  issues.report('_id', _id === null || _id === '' ? issue('null') : issue('type', 'objectid'));
  return { id: undefined, document: document as T, issues };
}

/** An id of a type of its own is the server's to choose only where its type says how: a string is the digits of an ObjectId, as in Eve. */
function validateWithOwnId<T extends object>(
  payload: Payload,
  validity: NewValidity,
  references: References,
): NewDocument<T> {
  const { id: field } = validity;
  const { name } = field;
  const id = new mongoose.Types.ObjectId();
  const { document, issues } = validateDocument(payload, validity, references);
  const found = { id: name === '_id' ? undefined : id, document: document as T, issues };
  if (name in document || issues.get(name)) return found;
  const chosen = chooseId(field, id);
  document[name] = chosen;
  if (!fitsType(chosen, field) || !fitsUrl(chosen, validity)) issues.report(name, issue('required'));
  return found;
}

/** An ObjectId wherever the field takes one; otherwise what the first of its types says, or a string. */
function chooseId(field: FieldDefinition, id: mongoose.Types.ObjectId): unknown {
  const types = typesOf(field);
  if (types.includes('objectid')) return id;
  const [newId = TYPES.string.newId] = types.flatMap((type) => TYPES[type].newId ?? []);
  return newId?.(id);
}

/** Whether the URL of a document can end in an id that nobody chose. */
function fitsUrl(id: unknown, { id: field, item, itemLookup }: NewValidity): boolean {
  return !itemLookup || item.path !== field.name || item.form.test(String(id));
}
