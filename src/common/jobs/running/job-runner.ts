import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { JobEvents } from '../store/job-events.js';
import type { StoredJob } from '../store/stored-job.js';
import { Attempt } from './attempt.js';
import { RunnerParts } from './runner-parts.js';

/** Milliseconds that running jobs have to end by themselves when their process stops; a quarter of its time at the most. */
const FINISH = 2_000;
/** Milliseconds that aborted jobs have to be given back; half of its time at the most. */
const GIVE_BACK = 4_000;

/** Claims jobs and has them run, JOBS_THREADS at a time; none in a process where that is 0. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Jobs');
  private readonly worker = `${hostname()}:${process.pid}`;
  private readonly running = new Map<Attempt, Promise<void>>();
  private readonly unsubscribe: readonly (() => void)[];
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private isAskedAgain = false;
  private isStopping = false;
  private isAway = false;
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly parts: RunnerParts,
    events: JobEvents,
  ) {
    parts.retirement.on(() => void this.stop());
    this.unsubscribe = [
      events.on('due', () => {
        this.look();
      }),
      events.on('cancelled', (id) => {
        for (const attempt of this.running.keys()) if (attempt.id === id) attempt.check();
      }),
    ];
  }

  onApplicationBootstrap(): void {
    this.look();
  }

  async onModuleDestroy(): Promise<void> {
    await this.stop();
  }

  /** Claims nothing any more; what runs is finished or given back before this returns. */
  stop(): Promise<void> {
    return (this.stopped ??= this.finish());
  }

  /** Looks for jobs now. */
  private look(): void {
    if (this.parts.settings.jobsThreads === 0 || this.isStopping) return;
    this.isAskedAgain = this.looking !== undefined;
    this.looking ??= this.claimAll().finally(() => {
      this.looking = undefined;
      if (this.isAskedAgain) this.look();
      else this.lookLater();
    });
  }

  /** The others look too: not at the same time. */
  private lookLater(): void {
    clearTimeout(this.timer);
    if (this.isStopping) return;
    this.timer = setTimeout(
      () => {
        this.look();
      },
      this.parts.settings.jobsPollMs * (0.5 + Math.random()),
    );
  }

  private async claimAll(): Promise<void> {
    const { jobsThreads } = this.parts.settings;
    while (this.running.size < jobsThreads && !this.isStopping) {
      const job = await this.claim();
      if (!job) return;
      this.begin(job);
    }
  }

  private async claim(): Promise<StoredJob | null> {
    try {
      const job = await this.parts.store.claim(this.worker);
      this.isAway = false;
      return job;
    } catch (error) {
      if (!this.isAway) this.logger.warn(`No job can be claimed now: ${String(error)}`);
      this.isAway = true;
      return null;
    }
  }

  private begin(job: StoredJob): void {
    const attempt = new Attempt(job, this.parts);
    const run = attempt.run().catch((error: unknown) => {
      this.logger.error(error instanceof Error ? error : String(error)); // its lease ends, and another one claims it
    });
    const ended = run.finally(() => {
      this.running.delete(attempt);
      this.look();
    });
    this.running.set(attempt, ended);
  }

  private async finish(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    for (const unsubscribe of this.unsubscribe) unsubscribe();
    await this.looking; // a job may be claimed already
    const { shutdownTimeoutMs } = this.parts.settings;
    await this.allEnded(Math.min(FINISH, shutdownTimeoutMs / 4));
    for (const attempt of this.running.keys()) attempt.giveBack();
    await this.allEnded(Math.min(GIVE_BACK, shutdownTimeoutMs / 2));
    for (const attempt of this.running.keys()) await attempt.abandon();
    await this.parts.threads.close();
  }

  /** Waits for what runs, no longer than so many milliseconds. */
  private async allEnded(milliseconds: number): Promise<void> {
    const controller = new AbortController();
    const late = wait(milliseconds, undefined, { signal: controller.signal }).catch(() => undefined);
    await Promise.race([Promise.all(this.running.values()), late]);
    controller.abort();
  }
}
