import mongoose from 'mongoose';
import { exactDate } from './date-beyond.js';
import { readAlone } from './read-alone.js';
import { Unwritable } from './unwritable.js';
import { rawElements, type RawElement } from './raw-element.js';

const { BSONType, Code, Double, Long } = mongoose.mongo.BSON;

/** Patterns and symbols as objects of their own. */
const EXACT_READING = { promoteValues: false, bsonRegExp: true };

/**
 * A stored value in a form that the driver writes as the very bytes that it was read from: documents are maps, whose members
 * keep their order. Throws for the few that it cannot write.
 */
export function exactValue({ type, bytes }: Pick<RawElement, 'type' | 'bytes'>): unknown {
  switch (type) {
    case BSONType.int:
      return bytes.readInt32LE();
    case BSONType.double:
      return new Double(bytes.readDoubleLE());
    case BSONType.long:
      return Long.fromBigInt(bytes.readBigInt64LE());
    case BSONType.string:
      return bytes.toString('utf8', 4, bytes.length - 1);
    case BSONType.object:
      return new Map(rawElements(bytes).map((member) => [member.name, exactValue(member)]));
    case BSONType.array:
      return rawElements(bytes).map(exactValue);
    case BSONType.date:
      return exactDate(bytes.readBigInt64LE());
    case BSONType.javascriptWithScope:
      return exactCode(bytes);
    case BSONType.undefined:
    case BSONType.dbPointer:
      throw new Unwritable(`A value of BSON's deprecated type ${type}`);
    default:
      return readAlone(type, bytes, EXACT_READING);
  }
}

/** Code, with its own length in front, and the document that is its scope. */
function exactCode(bytes: Buffer): unknown {
  const endOfCode = 8 + bytes.readInt32LE(4);
  const scope = exactValue({ type: BSONType.object, bytes: bytes.subarray(endOfCode) });
  return new Code(bytes.toString('utf8', 8, endOfCode - 1), scope as object); // of an object a map was made
}
