import { isDate, isRegExp } from 'node:util/types';
import { isBsonValue } from './is-bson-value.js';

/** A value that has members and is no other BSON value: a sub-document, normalised or as JSON made it. */
export function isSubDocument(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (Object.getPrototypeOf(value) === Object.prototype) return true; // nearly always; what else it may be takes long to ask
  return !isDate(value) && !isBsonValue(value) && !isRegExp(value) && !ArrayBuffer.isView(value);
}
