import { ownText } from '../../common/csv/own-text.js';
import type { Cell } from './cell.js';
import type {
  BooleanFigures,
  ColumnKind,
  ColumnSummary,
  Exactness,
  NumberFigures,
  TopValue,
  ValueFigures,
} from './column-summary.js';
import { DistinctValues } from './distinct-values.js';
import { parseNumber } from '../../common/csv/parse-number.js';
import { histogramOf } from './histogram.js';
import { isNumberKind, KindCounts } from './kind-counts.js';
import { Moments } from './moments.js';
import { quantileOf, Quantiles } from './quantiles.js';
import { FrequentValues } from './sketches/frequent-values.js';
import { hashText } from './sketches/hash-text.js';
import { DISTINCT_ERROR } from './sketches/hyper-log-log.js';
import { RANK_ERROR } from './sketches/kll-sketch.js';

/** Up to where a column's figures are exact. */
export interface ExactUpTo {
  /** Numbers that are kept for quantiles. */
  readonly values: number;
  /** Distinct values that are counted. */
  readonly distinct: number;
}

const MOST_TOP_VALUES = 10;
/** Longer values are told by their beginning, and told apart by a hash of 64 bits. */
const LONGEST_KEY = 64;
const LARGE_INTEGERS = 'Integers beyond 2^53 are read as text: a number does not hold them exactly.';

/** Everything that is reported one column, gathered batch by batch in memory that does not grow with the rows. */
export class ColumnStatistics {
  private missing = 0;
  private readonly kinds = new KindCounts();
  private readonly moments = new Moments();
  private readonly quantiles: Quantiles;
  private readonly frequent: FrequentValues;
  /** Only where there are too many to count them. */
  private distinct: DistinctValues | undefined;

  constructor(
    readonly name: string,
    limits: ExactUpTo,
  ) {
    this.quantiles = new Quantiles(limits.values);
    this.frequent = new FrequentValues(limits.distinct);
  }

  /**
   * Adds a batch of values.
   *
   * @param sent as they were sent
   * @param read what a text can be read as; undefined where it is missing
   * @returns the numbers among them, 1 and 0 for true and false, NaN for all else
   */
  add<Sent>(sent: readonly Sent[], read: (value: Sent) => Cell | undefined): Float64Array {
    const values = new Float64Array(sent.length);
    for (let index = 0; index < sent.length; index++) {
      const value = sent[index] as Sent; // there is one at every index
      const cell = read(value);
      values[index] = cell === undefined ? Number.NaN : cell.value;
      if (cell) this.addCell(String(value), cell);
      else this.missing++;
    }
    if (this.isNumeric) this.moments.add(values);
    return values;
  }

  /** Nothing but numbers, or true and false, so far. */
  get isNumeric(): boolean {
    return this.kinds.isNumeric;
  }

  /** Whether a correlation of it says anything: numbers, or true and false without gaps, as pandas has it. */
  get isCorrelated(): boolean {
    const { kind } = this;
    return isNumberKind(kind) || (kind === 'boolean' && this.missing === 0);
  }

  /** Two different finite values at least, and no infinite one. */
  get isVaried(): boolean {
    return this.moments.deviation > 0;
  }

  get kind(): ColumnKind {
    return this.kinds.kind;
  }

  get summary(): ColumnSummary {
    const { name, kind, kinds, missing } = this;
    return {
      name,
      kind,
      count: kinds.total,
      missing,
      ...(isNumberKind(kind) && this.numberFigures()),
      ...(kind === 'boolean' && this.booleanFigures()),
      ...this.valueFigures(kind),
      ...(kinds.hasOnlyLargeIntegers && { note: LARGE_INTEGERS }),
    };
  }

  private addCell(text: string, { value, kind }: Cell): void {
    this.kinds.add(kind);
    if (kind !== 'text' && kind !== 'boolean' && this.isNumeric) this.quantiles.add(value);
    const key = text.length <= LONGEST_KEY ? text : shorten(text);
    if (this.frequent.countKnown(key)) return;
    this.distinct?.add(key);
    this.frequent.countNew(ownText(key), () => {
      this.distinct = new DistinctValues(this.frequent.entries.map(([known]) => known).concat(key));
    });
  }

  private numberFigures(): NumberFigures {
    const { moments, quantiles } = this;
    const { distribution } = quantiles;
    const histogram = histogramOf(distribution);
    return {
      mean: orNull(moments.mean),
      sd: orNull(moments.deviation),
      min: orNull(moments.min),
      q25: orNull(quantileOf(distribution, 0.25)),
      median: orNull(quantileOf(distribution, 0.5)),
      q75: orNull(quantileOf(distribution, 0.75)),
      max: orNull(moments.max),
      quantiles: exactness(quantiles.isExact),
      quantile_error: quantiles.isExact ? 0 : RANK_ERROR,
      ...(histogram && { histogram }),
    };
  }

  /** Values that are written in several ways, such as 1 and 1.0, are one. */
  private valueFigures(kind: ColumnKind): ValueFigures {
    const { frequent, distinct } = this;
    const toValue = VALUES[kind];
    const counts = new Map<TopValue['value'], number>();
    for (const [key, count] of frequent.entries) {
      const value = toValue(key);
      counts.set(value, (counts.get(value) ?? 0) + count);
    }
    const reported = frequent.isExact ? [...counts] : [...counts].filter(([, count]) => count > 1);
    const top = reported.toSorted(([, one], [, other]) => other - one).slice(0, MOST_TOP_VALUES);
    return {
      distinct: distinct ? distinct.count(isNumberKind(kind)) : counts.size,
      distinct_values: exactness(!distinct),
      distinct_error: distinct ? DISTINCT_ERROR : 0,
      top: top.map(([value, count]) => ({ value, count })),
      top_values: exactness(frequent.isExact),
      top_error: frequent.error,
    };
  }

  private booleanFigures(): BooleanFigures {
    const { top } = this.valueFigures('boolean');
    const countOf = (truth: boolean): number => top.find(({ value }) => value === truth)?.count ?? 0;
    return { true_count: countOf(true), false_count: countOf(false) };
  }
}

/** A key of a column → the value it is reported as. */
const VALUES = {
  integer: toNumber,
  number: toNumber,
  boolean: (key) => key.toLowerCase() === 'true',
  text: (key) => key,
  empty: (key) => key,
} satisfies Record<ColumnKind, (key: string) => TopValue['value']>;

function toNumber(key: string): number | string {
  const value = parseNumber(key) ?? Number.NaN;
  return Number.isFinite(value) ? value + 0 : key; // −0 becomes 0; JSON has no infinity
}

function orNull(figure: number): number | null {
  return Number.isFinite(figure) ? figure : null;
}

function exactness(isExact: boolean): Exactness {
  return isExact ? 'exact' : 'sketch';
}

function shorten(text: string): string {
  const [high, low] = hashText(text);
  return `${text.slice(0, LONGEST_KEY - 20)}… (${text.length} characters, ${high.toString(36)}${low.toString(36)})`;
}
