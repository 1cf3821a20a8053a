import { dateFromParts, withinReach } from './parse-date.js';

/** The parts of a date, by the directives of its form. */
export interface DateParts {
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly hour?: number;
  /** From 1 to 12. */
  readonly hourOfHalf?: number;
  readonly isAfternoon?: boolean;
  readonly minute?: number;
  readonly second?: number;
  readonly millisecond?: number;
  readonly dayOfYear?: number;
  /** From Monday, 0. */
  readonly weekday?: number;
  /** Of the year, the first one beginning with its first Sunday. */
  readonly weekFromSunday?: number;
  readonly weekFromMonday?: number;
  readonly isoYear?: number;
  readonly isoWeek?: number;
  /** From UTC, in milliseconds. */
  readonly offset?: number;
}

const DAY = 86_400_000;

/** The moment that parts name, as Python's `_strptime` works it out; `undefined` where there is none. A weekday that is not that of the day is not looked at. */
export function dateOf(parts: DateParts): Date | undefined {
  const day = dayOf(parts);
  const { minute = 0, second = 0, millisecond = 0, offset = 0 } = parts;
  const time = day && dateFromParts([...partsOfDay(day), hourOf(parts), minute, second, millisecond]);
  return time && withinReach(time.getTime() - offset);
}

function partsOfDay(day: Date): readonly number[] {
  return [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
}

function hourOf({ hour, hourOfHalf, isAfternoon = false }: DateParts): number {
  if (hourOfHalf === undefined) return hour ?? 0;
  return (hourOfHalf % 12) + (isAfternoon ? 12 : 0);
}

function dayOf(parts: DateParts): Date | undefined {
  const { year, month = 1, day = 1, dayOfYear, weekday, isoYear, isoWeek } = parts;
  if (isoWeek !== undefined || (isoYear !== undefined && year === undefined)) return dayOfIsoWeek(parts);
  const inYear = year ?? 1900;
  if (dayOfYear !== undefined) return dayInYear(inYear, dayOfYear);
  const week = parts.weekFromMonday ?? parts.weekFromSunday;
  if (week === undefined || weekday === undefined) return dateFromParts([inYear, month, day]);
  const start = parts.weekFromMonday === undefined ? 6 : 0;
  const first = dateFromParts([inYear, 1, 1]);
  return first && dayOfWeek(first, { start, week, weekday });
}

/** A year has no 366th day where it is no leap year. */
function dayInYear(year: number, day: number): Date | undefined {
  const first = dateFromParts([year, 1, 1]);
  const found = first && new Date(first.getTime() + (day - 1) * DAY);
  return found?.getUTCFullYear() === year ? found : undefined;
}

/** Week 0 is what is before the first day of that name. */
function dayOfWeek(
  first: Date,
  { start, week, weekday }: { readonly start: number; readonly week: number; readonly weekday: number },
): Date {
  const offset = (mondayFirst(first) - start + 7) % 7;
  const weekZeroLength = (7 - offset) % 7;
  const inWeek = (weekday - start + 7) % 7;
  const days = week === 0 ? inWeek - offset : weekZeroLength + 7 * (week - 1) + inWeek;
  return new Date(first.getTime() + days * DAY);
}

/** ISO 8601: the first week has the fourth of January in it. All three parts are needed, and no other. */
function dayOfIsoWeek({ year, dayOfYear, isoYear, isoWeek, weekday }: DateParts): Date | undefined {
  if (isoYear === undefined || isoWeek === undefined || weekday === undefined) return undefined;
  const fourth = year === undefined && dayOfYear === undefined ? dateFromParts([isoYear, 1, 4]) : undefined;
  return fourth && new Date(fourth.getTime() + (7 * (isoWeek - 1) + weekday - mondayFirst(fourth)) * DAY);
}

/** The weekday of a day, from Monday, 0. */
export function mondayFirst(date: Date): number {
  return (date.getUTCDay() + 6) % 7;
}
