/**
 * Counts values exactly while they are few; beyond that it drops the rarer half of them again and again, and takes the count of the
 * middle one off all others: J. Misra and D. Gries, "Finding repeated elements", 1982, in the form of D. Anderson et al., "A
 * high-performance algorithm for identifying frequent items in data streams", 2017.
 */
export class FrequentValues {
  /** Counts in objects of their own: a known value is looked up once. */
  private counters = new Map<string, { count: number }>();
  /** How much less than its true count a value may have here. */
  private tooLittle = 0;

  /** @param most how many values are counted at a time */
  constructor(private readonly most: number) {}

  /** Nothing was dropped: every value is here with its true count. */
  get isExact(): boolean {
    return this.tooLittle === 0;
  }

  /** The most by which a count may be less than the true one. */
  get error(): number {
    return this.tooLittle;
  }

  /** The values, each with its count. */
  get entries(): [value: string, count: number][] {
    return Array.from(this.counters, ([value, { count }]) => [value, count]);
  }

  /** Counts a value that is known, and says whether it is. */
  countKnown(value: string): boolean {
    const counter = this.counters.get(value);
    if (counter === undefined) return false;
    counter.count++;
    return true;
  }

  /** Counts a value that is not known. @param beforeLoss what to do before values are dropped for the first time */
  countNew(value: string, beforeLoss: () => void): void {
    if (this.counters.size >= this.most) {
      if (this.isExact) beforeLoss();
      this.dropHalf();
    }
    this.counters.set(value, { count: 1 });
  }

  private dropHalf(): void {
    const sorted = new Float64Array(this.counters.size);
    let size = 0;
    for (const { count } of this.counters.values()) sorted[size++] = count;
    const middle = sorted.sort()[size >>> 1] ?? 0;
    const kept = new Map<string, { count: number }>();
    for (const [value, { count }] of this.counters) if (count > middle) kept.set(value, { count: count - middle });
    this.counters = kept;
    this.tooLittle += middle;
  }
}
