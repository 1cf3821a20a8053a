import mongoose from 'mongoose';
import { Unwritable } from './unwritable.js';

/** The farthest that JavaScript has, in milliseconds from the epoch. */
const FARTHEST = 8.64e15;

/** The first and the last millisecond of the years 1 to 9999, beyond which neither RFC 1123 nor ISO 8601 has a form. */
const FIRST = -62_135_596_800_000;
const LAST = 253_402_300_799_999;

/** A date that JavaScript has not, such as the "never" of other languages: invalid to all but the driver, which writes its milliseconds. */
export class DateBeyond extends Date {
  constructor(readonly milliseconds: bigint) {
    super(NaN);
  }

  override getTime(): number {
    return Number(this.milliseconds);
  }

  override toISOString(): string {
    return String(this.milliseconds);
  }

  override toUTCString(): string {
    return String(this.milliseconds);
  }
}

/** The date of a count of milliseconds as BSON has it. */
export function toDate(milliseconds: number | bigint): Date {
  if (milliseconds <= FARTHEST && milliseconds >= -FARTHEST) return new Date(Number(milliseconds));
  return new DateBeyond(BigInt(milliseconds));
}

/** The same, to be written. Throws where the driver would write another one. */
export function exactDate(milliseconds: bigint): Date {
  if (!isWritable(milliseconds)) throw new Unwritable(`A date of ${milliseconds} ms`);
  return toDate(milliseconds);
}

/** Whether the driver, which takes doubles, writes a date of so many milliseconds, and not another one. */
export function isWritable(milliseconds: bigint): boolean {
  return mongoose.mongo.BSON.Long.fromNumber(Number(milliseconds)).toBigInt() === milliseconds;
}

/** Whether a date is in a year that its forms can write. */
export function isInReach(date: Date): boolean {
  return isTimeInReach(date.getTime());
}

/** The same of its milliseconds from the epoch. */
export function isTimeInReach(time: number): boolean {
  return time >= FIRST && time <= LAST;
}

/** A date's milliseconds from the epoch, all their digits. */
export function millisecondsOf(date: Date): string {
  return String(date instanceof DateBeyond ? date.milliseconds : date.getTime());
}
