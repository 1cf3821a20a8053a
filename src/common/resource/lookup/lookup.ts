import mongoose from 'mongoose';
import { DateBeyond, isWritable } from '../../bson/date-beyond.js';

/** What documents must meet, in MongoDB's terms. */
export type Conditions = Readonly<Record<string, unknown>>;

/**
 * Which documents a request is about, in MongoDB's terms: those with the values that its URL names, by field. An item's URL names one
 * document, a collection's all that match.
 */
export type Lookup = Conditions;

/** Of the documents that a URL names those alone that meet all conditions. */
export function narrowed(lookup: Lookup, conditions: readonly Conditions[]): Lookup {
  return conditions.length === 0 ? lookup : { ...lookup, $and: conditions };
}

/** The values that the URL names, by field: what a document that is created there has. */
export function namedValues(lookup: Lookup): Lookup {
  if (!('$and' in lookup)) return lookup;
  return Object.fromEntries(Object.entries(lookup).filter(([name]) => name !== '$and'));
}

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
