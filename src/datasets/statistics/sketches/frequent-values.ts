/**
 * Counts values exactly while they are few; beyond that it drops the rarer half of them again and again, and takes the count of the
 * middle one off all others: J. Misra and D. Gries, "Finding repeated elements", 1982, in the form of D. Anderson et al., "A
 * high-performance algorithm for identifying frequent items in data streams", 2017.
 */
export class FrequentValues {
  private counts = new Map<string, number>();
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

  get entries(): IterableIterator<[value: string, count: number]> {
    return this.counts.entries();
  }

  /** Counts a value that is known, and says whether it is. */
  countKnown(value: string): boolean {
    const count = this.counts.get(value);
    if (count === undefined) return false;
    this.counts.set(value, count + 1);
    return true;
  }

  /** Counts a value that is not known. @param beforeLoss what to do before values are dropped for the first time */
  countNew(value: string, beforeLoss: () => void): void {
    if (this.counts.size >= this.most) {
      if (this.isExact) beforeLoss();
      this.dropHalf();
    }
    this.counts.set(value, 1);
  }

  private dropHalf(): void {
    const sorted = new Float64Array(this.counts.size);
    let size = 0;
    for (const count of this.counts.values()) sorted[size++] = count;
    const middle = sorted.sort()[size >>> 1] ?? 0;
    const kept = new Map<string, number>();
    for (const [value, count] of this.counts) if (count > middle) kept.set(value, count - middle);
    this.counts = kept;
    this.tooLittle += middle;
  }
}
