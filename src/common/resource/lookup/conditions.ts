import mongoose from 'mongoose';
import { DateBeyond, isWritable } from '../../bson/date-beyond.js';

/** The conditions of documents, in MongoDB's terms. */
export type Conditions = Readonly<Record<string, unknown>>;

/** That a member is this very value: what a condition may be taken for (a pattern, operators) and what the driver cannot write too. */
export function isExactly(path: string, value: unknown): Conditions {
  const { Long } = mongoose.mongo;
  if (value instanceof DateBeyond && !isWritable(value.milliseconds))
    return { $expr: { $eq: [`$${path}`, { $toDate: Long.fromBigInt(value.milliseconds) }] } };
  return { [path]: isNotANumber(value) ? { $in: [value] } : { $eq: value } };
}

/** Which an engine compares with the elements of a list alone. */
function isNotANumber(value: unknown): boolean {
  const { Decimal128, Double } = mongoose.mongo.BSON;
  const isNumber = typeof value === 'number' || value instanceof Double || value instanceof Decimal128;
  return isNumber && String(value) === 'NaN';
}
