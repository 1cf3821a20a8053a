/**
 * How every document is read. The driver gives lists of the names in `fieldsAsRaw` as bytes, and its own default, `{}`, inherits
 * `constructor` and `toString`: a stored list of such a name would be lost with the next write. To be given to each operation,
 * since Mongoose copies what the connection is given, prototypes included.
 */
export const LOSSLESS_READING = { fieldsAsRaw: Object.create(null) as Readonly<Record<string, never>> }; // what `create` gives is any
