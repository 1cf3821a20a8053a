import { decodeDocument } from '../bson/decode-document.js';

/** How every document is asked for: as bytes, because what the driver makes of them loses dates, the order of members and whether a number is a double. */
export const LOSSLESS_READING = { raw: true } as const;

/**
 * How single values are asked for, which come in no documents of their own. The driver gives lists of the names in `fieldsAsRaw` as
 * bytes, and its own default, `{}`, inherits `constructor` and `toString`.
 */
export const LOSSLESS_VALUES = {
  fieldsAsRaw: Object.create(null) as Readonly<Record<string, never>>, // what `create` gives is any
  useBigInt64: true,
  bsonRegExp: true,
};

/** A document that was asked for as bytes, whatever its type says. */
export function decodeRead<D extends object>(read: object): D {
  return decodeDocument(read as Buffer) as D; // what `raw` gives, and what the caller knows to be in it
}
