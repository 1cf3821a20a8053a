import mongoose from 'mongoose';

/**
 * How every document is read. The driver gives lists of the names in `fieldsAsRaw` as bytes, and its own default, `{}`, inherits
 * `constructor` and `toString`: a stored list of such a name would be lost with the next write. Patterns are kept as they are,
 * because not all of them are JavaScript's. To be given to each operation, since Mongoose copies what the connection is given,
 * prototypes included.
 */
export const LOSSLESS_READING = {
  fieldsAsRaw: Object.create(null) as Readonly<Record<string, never>>, // what `create` gives is any
  bsonRegExp: true,
};

/** A document as every other one is read, from its bytes. */
export function readDocument(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  return mongoose.mongo.BSON.deserialize(bytes, LOSSLESS_READING);
}
