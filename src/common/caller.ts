/** Who waits for what is read, as far as the database needs to know: since when, and whether still. */
export interface Caller {
  /** When its request came, in milliseconds of `performance.now()`; what is read for it has one deadline together. */
  readonly since: number;
  /** Whether it went away without its answer. */
  readonly isGone: boolean;
  /**
   * Calls back once, when it goes away.
   * @returns what ends that
   */
  onGone(callback: () => void): () => void;
}
