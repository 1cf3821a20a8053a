import { readAlone } from './read-alone.js';

/** How many bytes a value of a type has that few documents hold, from where it begins. */
const LENGTHS: Readonly<Record<number, (bytes: Buffer, at: number) => number>> = {
  0x0c: (bytes, at) => bytes.readInt32LE(at) + 16, // DBPointer
  0x0d: (bytes, at) => bytes.readInt32LE(at) + 4, // code
  0x0e: (bytes, at) => bytes.readInt32LE(at) + 4, // symbol
  0x0f: (bytes, at) => bytes.readInt32LE(at), // code with a scope
  0x11: () => 8, // timestamp
  0x13: () => 16, // decimal
  0xff: () => 0, // least key
  0x7f: () => 0, // greatest key
};

/** Reads a value of a type that few documents hold as the driver does, from a document made for it; says where it ends. Throws where BSON has no such type. */
export function readRareValue(
  bytes: Buffer,
  type: number,
  at: number,
): { readonly value: unknown; readonly end: number } {
  const length = LENGTHS[type]?.(bytes, at);
  if (length === undefined) throw new Error(`A stored document has a value of type ${type}, which BSON does not have.`);
  const end = at + length;
  return { value: readAlone(type, bytes.subarray(at, end), { bsonRegExp: true }), end };
}
