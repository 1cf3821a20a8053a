import mongoose from 'mongoose';
import type { Issues } from '../../errors/api-error.js';
import { castValue } from '../definition/cast-value.js';
import { isPlainObject } from '../definition/is-plain-object.js';
import { isClean, renderIssues } from '../definition/issue-tree.js';
import { says } from '../definition/rules/rule.js';
import { findRepeated } from './find-repeated.js';
import { validateDocument, type Validity } from './validate-document.js';

const WRONG_ID = { _id: says('must be of objectid type') };

/** A document to be created: its content, the id its client chose if it did, and what is wrong with it. */
export interface NewDocument<T extends object> {
  readonly id: mongoose.Types.ObjectId | undefined;
  readonly document: T;
  readonly issues: Issues;
}

/** The elements of one POST, checked each for itself and against each other. */
export function validateAllNew<T extends object>(
  payloads: readonly unknown[],
  validity: Validity,
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
export function validateNew<T extends object>(payload: unknown, validity: Validity): NewDocument<T> {
  if (!isPlainObject(payload)) return { id: undefined, document: {} as T, issues: notADocument(payload) };
  const { _id, ...fields } = payload;
  const { document, issues } = validateDocument(fields, validity);
  const id = castValue(_id, 'objectid');
  if (id === undefined || id instanceof mongoose.Types.ObjectId) return { id, document: document as T, issues };
  return { id: undefined, document: document as T, issues: { ...renderIssues(WRONG_ID, validity), ...issues } };
}

/** Eve's issue for what should be a JSON object and is not; a list is not told in full. */
export function notADocument(value: unknown): Issues {
  const shown = Array.isArray(value) ? '[…]' : String(value).slice(0, 50);
  return { 'validation exception': `'${shown}' is not a document, must be a dict` };
}
