import mongoose from 'mongoose';
import type { Issues } from '../../errors/api-error.js';
import { castValue } from '../definition/cast-value.js';
import type { FieldDefinition } from '../definition/field-definition.js';
import { fitsType, typesOf } from '../definition/field-types.js';
import { isPlainObject } from '../definition/is-plain-object.js';
import { isClean, renderIssues } from '../definition/issue-tree.js';
import { pythonStr } from '../definition/python-repr.js';
import { says } from '../definition/rules/rule.js';
import { findRepeated } from './find-repeated.js';
import { validateDocument, type Payload, type Validity } from './validate-document.js';

const WRONG_ID = { _id: says('must be of objectid type') };
const NO_ID = { _id: says('null value not allowed') };

/** A document to be created: its content, the `_id` it gets if that is not in it, and what is wrong with it. */
export interface NewDocument<T extends object> {
  readonly id: mongoose.Types.ObjectId | undefined;
  readonly document: T;
  readonly issues: Issues;
}

/** What decides whether a new document is valid: the field that tells it apart besides. */
interface NewValidity extends Validity {
  readonly id: FieldDefinition;
}

/** The elements of one POST, checked each for itself and against each other. */
export function validateAllNew<T extends object>(
  payloads: readonly unknown[],
  validity: NewValidity,
): readonly NewDocument<T>[] {
  const checked = payloads.map((payload) => validateNew<T>(payload, validity));
  const repeated = findRepeated(
    checked.map(({ document }) => document),
    validity.fields,
  );
  return checked.map((element, index) => {
    const issues = repeated[index] ?? {};
    return isClean(issues) ? element : { ...element, issues: { ...renderIssues(issues, validity), ...element.issues } };
  });
}

/** One element of a POST, whatever JSON it is, checked. The client may choose the `_id`. */
export function validateNew<T extends object>(payload: unknown, validity: NewValidity): NewDocument<T> {
  if (!isPlainObject(payload))
    return { id: undefined, document: {} as T, issues: { 'validation exception': notADocument(payload) } };
  if (validity.fields.some(({ name }) => name === validity.id.name)) return validateWithOwnId<T>(payload, validity);
  const { _id, ...fields } = payload;
  const { document, issues } = validateDocument(fields, validity);
  const id = castValue(_id, 'objectid');
  if (id === undefined || id instanceof mongoose.Types.ObjectId) return { id, document: document as T, issues };
  const issue = renderIssues(_id === null || _id === '' ? NO_ID : WRONG_ID, validity);
  return { id: undefined, document: document as T, issues: { ...issue, ...issues } };
}

/** An id of a type of its own is the server's to choose only where it is text: that of the ObjectId, as in Eve. */
function validateWithOwnId<T extends object>(payload: Payload, validity: NewValidity): NewDocument<T> {
  const { id: field } = validity;
  const { name } = field;
  const id = new mongoose.Types.ObjectId();
  const { document, issues } = validateDocument(payload, validity);
  const found = { id: name === '_id' ? undefined : id, document: document as T, issues };
  if (name in document || Object.hasOwn(issues, name)) return found;
  document[name] = typesOf(field).includes('objectid') ? id : id.toHexString();
  if (fitsType(document[name], field)) return found;
  return { ...found, issues: { ...issues, ...renderIssues({ [name]: says('required field') }, validity) } };
}

/** Eve's issue for what should be a JSON object and is not; a list is not told in full. */
export function notADocument(value: unknown): string {
  if (value === null) return 'document is missing';
  const shown = Array.isArray(value) ? '[…]' : pythonStr(value).slice(0, 50);
  return `'${shown}' is not a document, must be a dict`;
}
