import { parseNumber } from '../../common/csv/parse-number.js';
import { hashNumber, hashText } from './sketches/hash-text.js';
import { HyperLogLog } from './sketches/hyper-log-log.js';

/** Counts distinct values of a column that may be text or numbers, of which 1 and 1.0 are one. */
export class DistinctValues {
  private readonly texts = new HyperLogLog();
  private readonly numbers = new HyperLogLog();

  constructor(keys: readonly string[]) {
    for (const key of keys) this.add(key);
  }

  add(key: string): void {
    this.texts.add(hashText(key));
    const value = parseNumber(key);
    if (value !== undefined) this.numbers.add(hashNumber(value));
  }

  /** @param areNumbers whether values are told apart as numbers */
  count(areNumbers: boolean): number {
    return (areNumbers ? this.numbers : this.texts).count;
  }
}
