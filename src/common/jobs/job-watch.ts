import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import mongoose from 'mongoose';
import { Retirement } from '../http/retirement.js';
import { JobEvents } from './store/job-events.js';
import { JobStore } from './store/job.store.js';
import { hasEnded, type StoredJob } from './store/stored-job.js';

/** Milliseconds between two looks at jobs that other processes may work on. */
const EVERY = 300;
/** Most who wait at a time: a client may go away long before its time is over. Whoever comes then is answered at once. */
const MOST_WAITING = 1_000;

type Listener = (job: StoredJob | undefined) => void;

/** Until when somebody waits for a job. */
export interface Waiting {
  readonly milliseconds: number;
  readonly signal?: AbortSignal;
}

/** Looks at jobs for everybody who waits for them, with one read for all; what this process itself writes is seen at once. */
@Injectable()
export class JobWatch implements OnModuleDestroy {
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly waiting = new Set<() => void>();
  private readonly unsubscribe: () => void;
  private timer: NodeJS.Timeout | undefined;
  private hasEnded = false;

  constructor(
    private readonly store: JobStore,
    events: JobEvents,
    retirement: Retirement,
  ) {
    retirement.on(() => {
      this.end();
    });
    this.unsubscribe = events.on('changed', (id) => {
      if (this.listeners.has(id)) void this.look([id]);
    });
  }

  onModuleDestroy(): void {
    this.end();
  }

  /** Nobody waits any more: whoever does is answered with what there is. */
  end(): void {
    this.hasEnded = true;
    this.unsubscribe();
    clearTimeout(this.timer);
    for (const stop of [...this.waiting]) stop();
  }

  /** Calls back now and whenever the job may have changed; undefined where it is gone. @returns what ends that */
  watch(id: string, listener: Listener): () => void {
    const listeners = this.listeners.get(id) ?? new Set();
    this.listeners.set(id, listeners.add(listener));
    void this.look([id]);
    this.lookLater();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.listeners.get(id) === listeners) this.listeners.delete(id);
    };
  }

  /** The job as soon as it has ended, or as it is when nobody waits any more. */
  untilEnded(id: string, { milliseconds, signal }: Waiting): Promise<StoredJob | undefined> {
    return new Promise((resolve) => {
      let latest: StoredJob | undefined;
      const finish = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        this.waiting.delete(finish);
        unwatch();
        resolve(latest);
      };
      const timer = setTimeout(finish, milliseconds);
      signal?.addEventListener('abort', finish, { once: true });
      this.waiting.add(finish);
      const unwatch = this.watch(id, (job) => {
        latest = job;
        if (!job || hasEnded(job)) finish();
      });
      if (this.hasEnded || signal?.aborted || this.waiting.size > MOST_WAITING) finish();
    });
  }

  private lookLater(): void {
    if (this.timer || this.hasEnded || this.listeners.size === 0) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.look([...this.listeners.keys()]).finally(() => {
        this.lookLater();
      });
    }, EVERY);
  }

  private async look(ids: readonly string[]): Promise<void> {
    try {
      const jobs = await this.store.findAll(ids.map((id) => new mongoose.mongo.ObjectId(id)));
      const byId = new Map(jobs.map((job) => [job._id.toHexString(), job]));
      for (const id of ids) for (const listener of [...(this.listeners.get(id) ?? [])]) listener(byId.get(id));
    } catch {
      return; // the next look may reach the database
    }
  }
}
