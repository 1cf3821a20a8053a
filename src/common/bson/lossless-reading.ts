import { decodeDocument } from './decode-document.js';

/** How every document is asked for: as bytes, because what the driver makes of them loses dates, orders of members, and whether a number is a double. */
export const LOSSLESS_READING = { raw: true } as const;

/**
 * How single values are asked for, which come in no documents of their own. The driver gives lists of the names in `fieldsAsRaw` as
 * bytes, and its own default, `{}`, inherits `constructor` and `toString`. To be given to each operation, since Mongoose copies what
 * the connection is given, prototypes included.
 */
export const LOSSLESS_VALUES = {
  fieldsAsRaw: Object.create(null) as Readonly<Record<string, never>>, // what `create` gives is any
  bsonRegExp: true,
  useBigInt64: true,
};

/** A document as it is read: documents have an id, results of a pipeline need not. */
type ReadMembers = Readonly<Record<string, unknown>> & { readonly _id: unknown };

/** A document that was asked for so, whatever its type says. */
export function readDocument(bytes: object): ReadMembers {
  return decodeDocument(bytes as Buffer) as ReadMembers; // what `raw` gives
}
