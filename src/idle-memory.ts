import { performance } from 'node:perf_hooks';
import { collectGarbage } from './collect-garbage.js';

/** Milliseconds between two looks. */
const EVERY_MS = 5_000;
/** The share of the time since the last look in which an idle process was at work, at the most. */
const IDLE = 0.1;
/** Bytes that must have been added to what is in use to be worth a collection. */
const WORTHWHILE = 16 * 1024 * 1024;

/**
 * Gives memory back to the system when there is nothing to do. V8 collects when memory is asked for: what a burst of large requests
 * leaves behind would stay until the next one.
 */
export class IdleMemory {
  private readonly timer: NodeJS.Timeout;
  private inUse = -WORTHWHILE; // what a start leaves behind is worth it in any case
  private utilization = performance.eventLoopUtilization();

  private constructor(everyMs: number) {
    this.timer = setInterval(() => void this.look(), everyMs).unref();
  }

  /** Begins to look, until it is ended. */
  static watch(everyMs = EVERY_MS): IdleMemory {
    return new IdleMemory(everyMs);
  }

  end(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.utilization);
    this.utilization = now;
    if (utilization > IDLE || process.memoryUsage().heapUsed < this.inUse + WORTHWHILE) return;
    await collectGarbage();
    this.inUse = process.memoryUsage().heapUsed;
  }
}
