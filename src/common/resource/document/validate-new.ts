import mongoose from 'mongoose';
import type { Issues } from '../../errors/api-error.js';
import { castValue } from '../definition/cast-value.js';
import { isPlainObject } from '../definition/is-plain-object.js';
import { validateDocument, type Shape } from './validate-document.js';

/** A document to be created: its content, the id its client chose if it did, and what is wrong with it. */
export interface NewDocument<T extends object> {
  readonly id: mongoose.Types.ObjectId | undefined;
  readonly document: T;
  readonly issues: Issues;
}

/** One element of a POST, whatever JSON it is, checked. The client may choose the `_id`. */
export function validateNew<T extends object>(payload: unknown, shape: Shape): NewDocument<T> {
  if (!isPlainObject(payload)) return { id: undefined, document: {} as T, issues: notADocument(payload) };
  const { _id, ...fields } = payload;
  const { document, issues } = validateDocument(fields, shape);
  const id = castValue(_id, 'objectid');
  if (id === undefined || id instanceof mongoose.Types.ObjectId) return { id, document: document as T, issues };
  return { id: undefined, document: document as T, issues: { _id: 'must be of objectid type', ...issues } };
}

/** Eve's issue for what should be a JSON object and is not; a list is not told in full. */
export function notADocument(value: unknown): Issues {
  const shown = Array.isArray(value) ? '[…]' : String(value).slice(0, 50);
  return { 'validation exception': `'${shown}' is not a document, must be a dict` };
}
