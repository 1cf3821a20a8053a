import mongoose from 'mongoose';
import { toDate } from './date-beyond.js';
import { rememberOrder } from './member-order.js';
import { readName } from './read-name.js';
import { readRareValue } from './read-rare-value.js';

const { Binary, DBRef } = mongoose.mongo;
const { ObjectId } = mongoose.Types;
const { BSONRegExp, Double } = mongoose.mongo.BSON;

type Members = Record<string, unknown>;

/** Names that JavaScript puts before all others. */
const IS_INDEX = /^(?:0|[1-9]\d{0,9})$/;
const LOWEST_SAFE = -(2 ** 21);
const TWO_TO_32 = 2 ** 32;

/**
 * The bytes of a document as the database sends them → the document, such that nothing of it is lost: a double without a fraction
 * is a `Double`, an integer beyond 2^53 a BigInt, a date beyond JavaScript's a `DateBeyond`, a regular expression a `BSONRegExp`, and
 * where members stand in another order than JavaScript's that is remembered. All other numbers are numbers.
 */
export function decodeDocument(bytes: Buffer): Members {
  return new Decoder(bytes).document();
}

/** The value of a type that begins at a place in the bytes of a document, as `decodeDocument` has it. */
export function decodeValue(bytes: Buffer, type: number, at: number): unknown {
  return new Decoder(bytes, at).value(type);
}

/** Reads on from where it stands. */
class Decoder {
  constructor(
    private readonly bytes: Buffer,
    private at = 0,
  ) {}

  document(): Members {
    const { bytes } = this;
    const members: Members = {};
    let names: string[] | undefined;
    this.at += 4;
    for (let type = bytes[this.at]; type; type = bytes[this.at]) {
      const name = this.name();
      const first = name.charCodeAt(0);
      if (names) names.push(name);
      else if (first <= 0x39 && first >= 0x30 && IS_INDEX.test(name)) (names = Object.keys(members)).push(name);
      const value = this.value(type);
      if (name === '__proto__')
        Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
      else members[name] = value;
    }
    this.at += 1;
    if (names) rememberOrder(members, names);
    return members;
  }

  private list(): unknown[] {
    const { bytes } = this;
    const elements: unknown[] = [];
    this.at += 4;
    for (let type = bytes[this.at]; type; type = bytes[this.at]) {
      this.at = bytes.indexOf(0, this.at + 1) + 1;
      elements.push(this.value(type));
    }
    this.at += 1;
    return elements;
  }

  /** Leaves the type and the name behind. */
  private name(): string {
    const start = this.at + 1;
    let end = start;
    while (this.bytes[end]) end += 1;
    this.at = end + 1;
    return readName(this.bytes, start, end);
  }

  value(type: number): unknown {
    switch (type) {
      case 0x01:
        return this.double();
      case 0x02:
        return this.text();
      case 0x03:
        return toReference(this.document());
      case 0x04:
        return this.list();
      case 0x05:
        return this.binary();
      case 0x06:
        return undefined;
      case 0x07:
        return new ObjectId(Uint8Array.from(this.bytes.subarray(this.at, (this.at += 12))));
      case 0x08:
        return this.bytes[this.at++] === 1;
      case 0x09:
        return this.date();
      case 0x0a:
        return null;
      case 0x0b:
        return new BSONRegExp(this.terminated(), this.terminated());
      case 0x10:
        this.at += 4;
        return this.bytes.readInt32LE(this.at - 4);
      case 0x12:
        return this.long();
      default:
        return this.rare(type);
    }
  }

  private double(): unknown {
    this.at += 8;
    const number = this.bytes.readDoubleLE(this.at - 8);
    return Number.isInteger(number) ? new Double(number) : number;
  }

  private long(): number | bigint {
    this.at += 8;
    const high = this.bytes.readInt32LE(this.at - 4);
    if (high >= LOWEST_SAFE && high < -LOWEST_SAFE) {
      const number = high * TWO_TO_32 + this.bytes.readUInt32LE(this.at - 8);
      if (Number.isSafeInteger(number)) return number;
    }
    return this.bytes.readBigInt64LE(this.at - 8);
  }

  private date(): Date {
    return toDate(this.long());
  }

  private text(): string {
    const length = this.bytes.readInt32LE(this.at);
    const start = this.at + 4;
    this.at = start + length;
    return length <= 16 ? readName(this.bytes, start, this.at - 1) : this.bytes.toString('utf8', start, this.at - 1);
  }

  private terminated(): string {
    const start = this.at;
    const end = this.bytes.indexOf(0, start);
    this.at = end + 1;
    return this.bytes.toString('utf8', start, end);
  }

  private binary(): InstanceType<typeof Binary> {
    const length = this.bytes.readInt32LE(this.at);
    const subType = this.bytes[this.at + 4];
    const start = this.at + 5;
    this.at = start + length;
    return new Binary(Uint8Array.from(this.bytes.subarray(start, this.at)), subType);
  }

  private rare(type: number): unknown {
    const { value, end } = readRareValue(this.bytes, type, this.at);
    this.at = end;
    return value;
  }
}

/** A sub-document that names a document elsewhere, as the driver takes it. */
function toReference(members: Members): unknown {
  if (!('$ref' in members) || !('$id' in members)) return members;
  const { $ref, $id, $db, ...others } = members;
  const isReference = typeof $ref === 'string' && $id !== null && $id !== undefined;
  if (!isReference || ($db !== undefined && typeof $db !== 'string')) return members;
  // The driver declares an ObjectId; the database takes ids of any type.
  return new DBRef($ref, $id as InstanceType<typeof ObjectId>, $db, others);
}
