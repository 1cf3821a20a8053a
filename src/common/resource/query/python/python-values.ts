import mongoose from 'mongoose';
import { dateFromParts } from '../../../dates/parse-date.js';
import { isObjectIdDigits } from '../../types/string-forms.js';
import { PythonFault } from './python-tokens.js';

/** Python's names for values. */
export const PYTHON_CONSTANTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['True', true],
  ['False', false],
  ['None', null],
]);

/** Calls one of the two functions a Python `where` knows, named at this character. */
export function callPython(name: string, values: readonly unknown[], at: number): unknown {
  if (name === 'ObjectId') return toObjectId(values, at);
  if (name === 'datetime' || name === 'datetime.datetime') return toDate(values, at);
  throw new PythonFault(`unknown function ${name} (ObjectId and datetime are known)`, at);
}

function toObjectId(values: readonly unknown[], at: number): unknown {
  const [hex] = values;
  if (values.length === 1 && typeof hex === 'string' && isObjectIdDigits(hex)) return new mongoose.Types.ObjectId(hex);
  throw new PythonFault('ObjectId takes one string of 24 hex digits', at);
}

/** Python counts microseconds, MongoDB milliseconds. */
function toDate(values: readonly unknown[], at: number): Date {
  const [year, month, day, hour = 0, minute = 0, second = 0, microsecond = 0] = values;
  const parts = [year, month, day, hour, minute, second].map((part) => (Number.isInteger(part) ? Number(part) : NaN));
  const isFraction = Number.isInteger(microsecond) && Number(microsecond) >= 0 && Number(microsecond) < 1e6;
  const millisecond = isFraction ? Math.floor(Number(microsecond) / 1000) : NaN;
  const date = values.length <= 7 ? dateFromParts([...parts, millisecond]) : undefined;
  if (date) return date;
  throw new PythonFault('datetime takes an existing year, month, day and, perhaps, hour, minute, second', at);
}
