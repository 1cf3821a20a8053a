import { JsonFragment } from '../../json/json-output.js';
import { remembered } from '../../remembered.js';
import type { DateFormat } from '../../dates/date-format.js';

const SIZE = 256;

const known = new WeakMap<DateFormat, DateTexts>();

/** Dates as JSON; the last ones are kept, because most documents of a page were written about the same time. */
export class DateTexts {
  private readonly times: number[] = new Array<number>(SIZE).fill(NaN);
  private readonly texts: JsonFragment[] = [];

  private constructor(private readonly dates: DateFormat) {}

  static of(dates: DateFormat): DateTexts {
    return remembered(known, dates, () => new DateTexts(dates));
  }

  /** @param time in milliseconds from the epoch, in reach of the format */
  textOf(time: number): JsonFragment {
    const place = Math.abs(Math.floor(time / 1000)) % SIZE;
    const before = this.texts[place];
    if (before && this.times[place] === time) return before;
    const text = new JsonFragment(JSON.stringify(this.dates.format(new Date(time))));
    this.times[place] = time;
    this.texts[place] = text;
    return text;
  }
}
