import type { Beat } from '../store/job.store.js';

/** Milliseconds between two heartbeats, at the most: how long a cancelled job may go on in another process. */
const MOST_BETWEEN_BEATS = 2_000;
/** Milliseconds between two writes of progress, at the least. */
const LEAST_BETWEEN_REPORTS = 250;
/** Heartbeats that may be missed before the lease ends. */
const BEATS_A_LEASE = 4;

/** Keeps a job for the attempt that has claimed it: heartbeats, which carry its progress, and a signal where the job is lost. */
export class Lease {
  private readonly controller = new AbortController();
  private readonly everyMs: number;
  private beating: NodeJS.Timeout | undefined;
  private reporting: NodeJS.Timeout | undefined;
  private progress: Beat = {};
  private heldUntil = 0;
  private lost = false;
  private givenBack = false;
  private isWriting = false;

  /** @param beat writes a heartbeat; false where the job is no longer this attempt's */
  constructor(
    private readonly beat: (beat: Beat) => Promise<boolean>,
    private readonly leaseMs: number,
  ) {
    this.everyMs = Math.min(MOST_BETWEEN_BEATS, leaseMs / BEATS_A_LEASE);
  }

  /** Aborted where the job is lost or is to be given back. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  get isLost(): boolean {
    return this.lost;
  }

  get isGivenBack(): boolean {
    return this.givenBack;
  }

  begin(): void {
    this.heldUntil = Date.now() + this.leaseMs;
    this.beating = setInterval(this.check, this.everyMs);
  }

  /** Writes a heartbeat now. */
  readonly check = (): void => {
    if (this.beating && !this.isWriting) void this.write();
  };

  /** A value that is no fraction counts as nothing new. */
  report(fraction: number, message?: string): void {
    const isFraction = fraction >= 0 && fraction <= 1;
    this.progress = {
      ...this.progress,
      ...(isFraction && { progress: fraction }),
      ...(message !== undefined && { message }),
    };
    if (this.beating) this.reporting ??= setTimeout(this.writeReport, LEAST_BETWEEN_REPORTS);
  }

  giveBack(): void {
    this.givenBack = true;
    this.controller.abort(new Error('The service stops.'));
  }

  end(): void {
    clearInterval(this.beating);
    clearTimeout(this.reporting);
    this.beating = undefined;
  }

  private readonly writeReport = (): void => {
    this.reporting = undefined;
    this.check();
  };

  private async write(): Promise<void> {
    const { progress } = this;
    this.progress = {};
    this.isWriting = true;
    const asked = Date.now();
    try {
      if (await this.beat(progress)) this.heldUntil = asked + this.leaseMs;
      else this.lose('The job was cancelled, or another process has it.');
    } catch {
      this.progress = { ...progress, ...this.progress };
      if (Date.now() >= this.heldUntil) this.lose('The database was away for longer than the lease.');
    } finally {
      this.isWriting = false;
    }
  }

  private lose(reason: string): void {
    this.lost = true;
    this.controller.abort(new Error(reason));
  }
}
