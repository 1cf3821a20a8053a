import mongoose from 'mongoose';
import { isReordered } from './member-order.js';
import type { Members } from '../values/members.js';

const { ObjectId } = mongoose.Types;
const { BSONType } = mongoose.mongo.BSON;

/** An object nested deeper than calls can go does not fit into it. */
const SIZE = 8 * 1024;
/** Longer texts are written faster by one call than letter by letter. */
const SHORT = 24;
const LAST_ASCII = 0x7f;
const LOWEST_INT32 = -(2 ** 31);
const HIGHEST_INT32 = 2 ** 31 - 1;
const TWO_TO_32 = 2 ** 32;

/** Most bytes of UTF-8 for a letter. */
const MOST_BYTES = 3;
/** Enough for a type, the end of a name and any value of a fixed size. */
const FIXED = 32;

/** Where the next byte would go after something that is not written here. */
const NOWHERE = -1;

const bytes = Buffer.alloc(SIZE);
const view = new DataView(bytes.buffer, bytes.byteOffset, SIZE);

/**
 * The bytes of a small document as the driver writes them, in less time: of texts, numbers, truth values, nulls, dates, ObjectIds, and
 * lists and objects of these. They are there until the next call. Undefined where anything else is in it.
 */
export function writePlain(document: object): Buffer | undefined {
  const end = writeObject(document, 0);
  return end === NOWHERE || end > SIZE ? undefined : bytes.subarray(0, end);
}

function writeObject(object: object, at: number): number {
  if (Object.getPrototypeOf(object) !== Object.prototype || isReordered(object)) return NOWHERE;
  const members = object as Members; // any object is a record of its members
  let end = at + 4;
  for (const name of Object.keys(members)) {
    end = writeMember(name, members[name], end);
    if (end === NOWHERE) return NOWHERE;
  }
  return close(at, end);
}

function writeList(values: readonly unknown[], at: number): number {
  let end = at + 4;
  for (const [index, value] of values.entries()) {
    end = writeMember(String(index), value, end);
    if (end === NOWHERE) return NOWHERE;
  }
  return close(at, end);
}

/** Each container begins with its length and ends with a zero. */
function close(start: number, end: number): number {
  bytes[end] = 0;
  view.setInt32(start, end + 1 - start, true);
  return end + 1;
}

function writeMember(name: string, value: unknown, at: number): number {
  const behind = writeName(name, at + 1);
  if (behind === NOWHERE) return NOWHERE;
  if (typeof value === 'string') {
    bytes[at] = BSONType.string;
    return writeText(value, behind);
  }
  if (typeof value === 'number') return writeNumber(value, at, behind);
  if (typeof value === 'boolean') {
    bytes[at] = BSONType.bool;
    bytes[behind] = Number(value);
    return behind + 1;
  }
  return typeof value === 'object' ? writeStructure(value, at, behind) : NOWHERE;
}

/** In ASCII, and none that the driver rejects or takes for more than a name. */
function writeName(name: string, at: number): number {
  if (at + name.length + FIXED > SIZE || name === '_bsontype' || name === 'toBSON') return NOWHERE;
  for (let index = 0; index < name.length; index += 1) {
    const code = name.charCodeAt(index);
    if (code === 0 || code > LAST_ASCII) return NOWHERE;
    bytes[at + index] = code;
  }
  bytes[at + name.length] = 0;
  return at + name.length + 1;
}

function writeText(text: string, at: number): number {
  if (at + text.length * MOST_BYTES + FIXED > SIZE) return NOWHERE;
  const end = at + 4 + writeLetters(text, at + 4);
  view.setInt32(at, end + 1 - at - 4, true);
  bytes[end] = 0;
  return end + 1;
}

/** Says how many bytes they take. */
function writeLetters(text: string, at: number): number {
  if (text.length > SHORT) return bytes.write(text, at);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > LAST_ASCII) return bytes.write(text, at);
    bytes[at + index] = code;
  }
  return text.length;
}

function writeNumber(value: number, at: number, behind: number): number {
  if (!Number.isFinite(value)) return NOWHERE;
  const isInt32 = Number.isInteger(value) && value >= LOWEST_INT32 && value <= HIGHEST_INT32 && !Object.is(value, -0);
  bytes[at] = isInt32 ? BSONType.int : BSONType.double;
  if (isInt32) view.setInt32(behind, value, true);
  else view.setFloat64(behind, value, true);
  return behind + (isInt32 ? 4 : 8);
}

function writeStructure(value: object | null, at: number, behind: number): number {
  if (value === null) {
    bytes[at] = BSONType.null;
    return behind;
  }
  if (Array.isArray(value)) {
    bytes[at] = BSONType.array;
    return writeList(value, behind);
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === ObjectId.prototype) {
    bytes[at] = BSONType.objectId;
    bytes.set((value as mongoose.Types.ObjectId).id, behind); // as its prototype says
    return behind + 12;
  }
  if (prototype === Date.prototype) return writeTime((value as Date).getTime(), at, behind); // likewise
  bytes[at] = BSONType.object;
  return writeObject(value, behind);
}

function writeTime(time: number, at: number, behind: number): number {
  if (Number.isNaN(time)) return NOWHERE;
  bytes[at] = BSONType.date;
  view.setInt32(behind, time | 0, true);
  view.setInt32(behind + 4, Math.floor(time / TWO_TO_32), true);
  return behind + 8;
}
