import { isInReach } from '../bson/date-beyond.js';

const ISO_8601 =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/i;
const RFC_1123 = /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (?:GMT|UTC)$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Reads an RFC 1123 or ISO 8601 date (UTC when it names no offset); `undefined` when it is neither or no such day exists. */
export function parseDate(text: string): Date | undefined {
  const iso = ISO_8601.exec(text);
  if (iso) {
    const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', offset] = iso;
    const local = dateFromParts([year, month, day, hour, minute, second].map(Number));
    if (!local) return undefined;
    return withinReach(local.getTime() + Number(fraction.slice(0, 3).padEnd(3, '0')) - offsetInMs(offset));
  }
  const rfc = RFC_1123.exec(text);
  if (!rfc) return undefined;
  const [, day, month = '', year, hour, minute, second] = rfc;
  return dateFromParts([year, MONTHS.indexOf(month) + 1, day, hour, minute, second].map(Number));
}

/** Makes a UTC date of year, month (1–12), day, hour, minute, second, millisecond; `undefined` when there is no such moment. */
export function dateFromParts(parts: readonly number[]): Date | undefined {
  const [year = NaN, month = NaN, day = NaN, hour = 0, minute = 0, second = 0, millisecond = 0] = parts;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millisecond);
  const isReal =
    year >= 1 &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second &&
    date.getUTCMilliseconds() === millisecond;
  return isReal ? date : undefined;
}

/** The date of a time in milliseconds; `undefined` out of the years 1 to 9999, where an offset can move it and no form can write it. */
export function withinReach(time: number): Date | undefined {
  const date = new Date(time);
  return isInReach(date) ? date : undefined;
}

function offsetInMs(offset: string | undefined): number {
  if (offset === undefined || offset.toUpperCase() === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}
