import { mondayFirst, type DateParts } from './date-parts.js';

/** One directive of `strftime`. */
export interface DateDirective {
  /** The strings that are read as it, in the syntax of regular expressions. */
  readonly shape: string;
  /** Most digits of a number: what has as many looks like it, whether it is in range or not. */
  readonly digits?: number;
  readonly write: (date: Date) => string;
  readonly read: (text: string) => DateParts;
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const DAY = 86_400_000;

const short = (name: string): string => name.slice(0, 3);
const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

/** 0 at the first of January. */
function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - startOfYear(date.getUTCFullYear())) / DAY);
}

function startOfYear(year: number): number {
  return new Date(0).setUTCFullYear(year, 0, 1);
}

/** The year and the week of ISO 8601 are those of the Thursday beside a day. */
function thursdayOf(date: Date): Date {
  return new Date(date.getTime() + (3 - mondayFirst(date)) * DAY);
}

/** A number, of at most so many digits. */
function numeric(
  shape: string,
  digits: number,
  write: DateDirective['write'],
  read: (value: number) => DateParts,
): DateDirective {
  return { shape, digits, write, read: (text) => read(Number(text)) };
}

/** One of several names. */
function named(
  values: readonly string[],
  placeOf: (date: Date) => number,
  read: (place: number) => DateParts,
): DateDirective {
  const places = new Map(values.map((value, place) => [value.toLowerCase(), place]));
  return {
    shape: values.join('|'),
    write: (date) => values[placeOf(date)] ?? '',
    read: (text) => read(places.get(text.toLowerCase()) ?? NaN),
  };
}

const inYear = (date: Date): number => date.getUTCMonth();
const inDay = (date: Date): number => Math.floor(date.getUTCHours() / 12);
const toWeekday = (weekday: number): DateParts => ({ weekday });
const toMonth = (place: number): DateParts => ({ month: place + 1 });
const toDay = (day: number): DateParts => ({ day });
const DAY_OF_MONTH = String.raw`3[01]|[12]\d|0[1-9]|[1-9]| [1-9]`;
const ONE_TO_TWELVE = '1[0-2]|0[1-9]|[1-9]';
const UP_TO_59 = String.raw`[0-5]\d|\d`;
const WEEK = String.raw`5[0-3]|[0-4]\d|\d`;
const DAY_OF_YEAR = String.raw`36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]`;

/** The directives as CPython's `_strptime.py` reads and its `strftime` writes them, in UTC; `%e` is C's. */
const DIRECTIVES = {
  a: named(DAYS.map(short), mondayFirst, toWeekday),
  A: named(DAYS, mondayFirst, toWeekday),
  b: named(MONTHS.map(short), inYear, toMonth),
  B: named(MONTHS, inYear, toMonth),
  d: numeric(DAY_OF_MONTH, 2, (date) => pad(date.getUTCDate()), toDay),
  e: numeric(DAY_OF_MONTH, 2, (date) => String(date.getUTCDate()).padStart(2), toDay),
  f: {
    shape: String.raw`\d{1,6}`,
    write: (date) => `${pad(date.getUTCMilliseconds(), 3)}000`,
    read: (text) => ({ millisecond: Number(text.padEnd(3, '0').slice(0, 3)) }),
  },
  G: numeric(
    String.raw`\d{4}`,
    4,
    (date) => pad(thursdayOf(date).getUTCFullYear(), 4),
    (isoYear) => ({ isoYear }),
  ),
  H: numeric(
    String.raw`2[0-3]|[01]\d|\d`,
    2,
    (date) => pad(date.getUTCHours()),
    (hour) => ({ hour }),
  ),
  I: numeric(
    ONE_TO_TWELVE,
    2,
    (date) => pad(date.getUTCHours() % 12 || 12),
    (hourOfHalf) => ({ hourOfHalf }),
  ),
  j: numeric(
    DAY_OF_YEAR,
    3,
    (date) => pad(dayOfYear(date) + 1, 3),
    (day) => ({ dayOfYear: day }),
  ),
  m: numeric(
    ONE_TO_TWELVE,
    2,
    (date) => pad(date.getUTCMonth() + 1),
    (month) => ({ month }),
  ),
  M: numeric(
    UP_TO_59,
    2,
    (date) => pad(date.getUTCMinutes()),
    (minute) => ({ minute }),
  ),
  p: named(['AM', 'PM'], inDay, (half) => ({ isAfternoon: half === 1 })),
  S: numeric(
    `6[01]|${UP_TO_59}`,
    2,
    (date) => pad(date.getUTCSeconds()),
    (second) => ({ second }),
  ),
  u: numeric(
    '[1-7]',
    1,
    (date) => String(mondayFirst(date) + 1),
    (day) => ({ weekday: day - 1 }),
  ),
  U: numeric(
    WEEK,
    2,
    (date) => pad(Math.floor((dayOfYear(date) + 7 - date.getUTCDay()) / 7)),
    (weekFromSunday) => ({ weekFromSunday }),
  ),
  V: numeric(
    String.raw`5[0-3]|0[1-9]|[1-4]\d|\d`,
    2,
    (date) => pad(Math.floor(dayOfYear(thursdayOf(date)) / 7) + 1),
    (isoWeek) => ({ isoWeek }),
  ),
  w: numeric(
    '[0-6]',
    1,
    (date) => String(date.getUTCDay()),
    (day) => ({ weekday: (day + 6) % 7 }),
  ),
  W: numeric(
    WEEK,
    2,
    (date) => pad(Math.floor((dayOfYear(date) + 7 - mondayFirst(date)) / 7)),
    (weekFromMonday) => ({ weekFromMonday }),
  ),
  y: {
    shape: String.raw`\d\d`,
    write: (date) => pad(date.getUTCFullYear() % 100),
    read: (text) => ({ year: Number(text) + (Number(text) <= 68 ? 2000 : 1900) }),
  },
  Y: {
    shape: String.raw`\d{4}`,
    write: (date) => pad(date.getUTCFullYear(), 4),
    read: (text) => ({ year: Number(text) }),
  },
  z: {
    shape: String.raw`[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|Z`,
    write: () => '+0000',
    read: (text) => ({ offset: offsetOf(text) }),
  },
  Z: { shape: 'UTC|GMT', write: () => 'UTC', read: () => ({}) },
} as const satisfies Readonly<Record<string, DateDirective>>;

/** By their letters. */
export const DATE_DIRECTIVES: ReadonlyMap<string, DateDirective> = new Map(Object.entries(DIRECTIVES));

/** `+02:00`, `-0530`, and with seconds and parts of one. */
function offsetOf(text: string): number {
  const [, sign, hours, minutes, seconds = '0'] = /([+-])(\d\d):?(\d\d):?(\d\d(?:\.\d+)?)?/.exec(text) ?? [];
  const offset = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000 + Math.trunc(Number(seconds) * 1000);
  return sign === '-' ? -offset : offset;
}
