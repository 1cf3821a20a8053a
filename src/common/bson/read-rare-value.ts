import { readAlone } from './read-alone.js';
import { valueLength } from './value-length.js';

/** Reads a value of a type that few documents hold as the driver does, from a document made for it; says where it ends. Throws where BSON has no such type. */
export function readRareValue(
  bytes: Buffer,
  type: number,
  at: number,
): { readonly value: unknown; readonly end: number } {
  const end = at + valueLength(bytes, type, at);
  return { value: readAlone(type, bytes.subarray(at, end), { bsonRegExp: true }), end };
}
