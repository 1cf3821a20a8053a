/** The way to a place that is not free yet. */
export interface WaitingForPlace {
  /** Resolves when the place is taken. */
  readonly entered: Promise<void>;
  /** Gives up: the queue, or the place that was just got. */
  readonly leave: () => void;
}

/** So many may work at a time, the others wait for their turn, first come, first served. */
export class Places {
  private taken = 0;
  private readonly waiting = new Set<() => void>();

  /** @param limit how many there are, which may change */
  constructor(private readonly limit: () => number) {}

  /** Takes a place; gives what to wait for where none is free. */
  take(): WaitingForPlace | undefined {
    if (this.taken < this.limit()) {
      this.taken += 1;
      return undefined;
    }
    let enter = (): void => undefined;
    const entered = new Promise<void>((resolve) => {
      enter = resolve;
    });
    this.waiting.add(enter);
    const leave = (): void => {
      if (!this.waiting.delete(enter)) this.give();
    };
    return { entered, leave };
  }

  /** Gives a place back, to who has waited longest. */
  give(): void {
    this.taken -= 1;
    for (const enter of this.waiting) {
      if (this.taken >= this.limit()) return;
      this.waiting.delete(enter);
      this.taken += 1;
      enter();
    }
  }
}
