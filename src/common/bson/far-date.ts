/** The first and the last millisecond of the years 1 to 9999, beyond which neither RFC 1123 nor ISO 8601 has a form. */
const FIRST = -62_135_596_800_000;
const LAST = 253_402_300_799_999;

/** The farthest that JavaScript has, from 1970. */
const FARTHEST = 8.64e15;

/** Whether JavaScript has no date for a time in milliseconds. */
export function isFar(time: number | bigint): boolean {
  return time > FARTHEST || time < -FARTHEST;
}

/** A date beyond those that JavaScript has, such as the "never" of other languages. The driver writes it as it was. */
export class FarDate extends Date {
  /** @param time in milliseconds from 1970 */
  constructor(readonly time: bigint) {
    super(NaN);
  }

  override getTime(): number {
    return Number(this.time);
  }

  override valueOf(): number {
    return this.getTime();
  }

  override toISOString(): string {
    return String(this.time);
  }

  override toUTCString(): string {
    return String(this.time);
  }

  override toJSON(): string {
    return String(this.time);
  }
}

/** Whether a date is in a year that its forms can write. */
export function isInReach(date: Date): boolean {
  const time = date.getTime();
  return time >= FIRST && time <= LAST;
}

/** A date's milliseconds from 1970, all their digits. */
export function timeTextOf(date: Date): string {
  return date instanceof FarDate ? String(date.time) : String(date.getTime());
}
