import mongoose from 'mongoose';
import { isTooLarge } from '../../bson/is-too-large.js';
import { BadRequest, PayloadTooLarge } from '../../errors/api-error.js';

/** Mistakes in a query that only MongoDB can know: BadValue, IndexNotFound, NoQueryExecutionPlans, and numbers of its older kind. */
const REFUSED_QUERY: ReadonlySet<unknown> = new Set([2, 27, 291, 16755, 17007, 51075]);

/** Rejects a filter or sort that the database cannot answer; any other error is thrown on. */
export function rejectQuery(error: unknown): never {
  if (error instanceof mongoose.mongo.MongoServerError && REFUSED_QUERY.has(error.code)) {
    throw new BadRequest(`The database cannot answer this query: ${error.message}`);
  }
  throw error;
}

/** BadValue, FailedToParse, TypeMismatch, ConversionFailure. */
const REFUSED_VALUES: ReadonlySet<unknown> = new Set([2, 9, 14, 241]);

/** From here on MongoDB numbers the places in its source where it rejects something. */
const FIRST_LOCATION = 15_000;

/** Rejects values of a client that a pipeline cannot work with; any other error is thrown on. */
export function rejectValues(error: unknown): never {
  if (error instanceof mongoose.mongo.MongoServerError && isAboutValues(error.code)) {
    throw new BadRequest(`The database cannot work with these values: ${error.message}`);
  }
  throw error;
}

/** Rejects documents with more values to look up than the database takes in one query; any other error is thrown on. */
export function rejectReferences(error: unknown): never {
  if (!isTooLarge(error)) throw error;
  throw new PayloadTooLarge(
    'The values to look up in other documents are more than the database takes at once (16 MB).',
  );
}

function isAboutValues(code: unknown): boolean {
  return REFUSED_VALUES.has(code) || Number(code) >= FIRST_LOCATION;
}
