import mongoose from 'mongoose';
import { toDate } from './date-beyond.js';
import { isBsonValue } from './is-bson-value.js';
import { LITERAL } from './write-extended.js';
import type { Members } from '../values/members.js';

const { BSONSymbol, Code, EJSON, Int32 } = mongoose.mongo.BSON;

/** How every value begins that `writeExtended` has written. */
const START = '{"$';

/** A text in MongoDB's extended JSON, such as `writeExtended` writes → a value as the driver takes it; undefined for any other text. */
export function readExtended(text: string): { readonly value: unknown } | undefined {
  if (!text.startsWith(START)) return undefined;
  try {
    return { value: read(JSON.parse(text)) };
  } catch {
    return undefined; // no JSON, or none of MongoDB's: some other text
  }
}

function read(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? new Int32(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(read);
  const members = value as Members; // what JSON has besides
  const names = Object.keys(members);
  return names.some((name) => name.startsWith('$')) ? readMarked(members, names) : readMembers(members);
}

function readMembers(members: Members): ReadonlyMap<string, unknown> {
  return new Map(Object.entries(members).map(([name, member]) => [name, read(member)]));
}

function readMarked(members: Members, [mark, other]: readonly string[]): unknown {
  if (mark === LITERAL && other === undefined) return readLiteral(members[mark]);
  if (mark === '$date' && other === undefined) return readDate(members[mark]);
  const { $code, $scope } = members;
  if (typeof $code === 'string') return new Code($code, $scope === undefined ? $scope : (read($scope) as object)); // a map
  const value: unknown = EJSON.parse(JSON.stringify(members), { relaxed: false });
  if (isBsonValue(value) && !(value instanceof BSONSymbol)) return value;
  throw new Error(`${mark ?? ''} is no mark of extended JSON.`);
}

function readLiteral(value: unknown): unknown {
  const isDocument = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isDocument ? readMembers(value as Members) : read(value); // what JSON has besides
}

function readDate(value: unknown): Date {
  if (typeof value !== 'string') return toDate(BigInt(String((value as Members | null)?.['$numberLong']))); // throws for what is none
  const time = Date.parse(value);
  if (Number.isNaN(time)) throw new Error(`${value} is no date.`);
  return new Date(time);
}
