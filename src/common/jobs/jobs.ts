import { Injectable, type Type } from '@nestjs/common';
import mongoose from 'mongoose';
import { apiRoot } from '../../config/api-root.js';
import { Settings } from '../../config/settings.js';
import { PayloadTooLarge, TooManyRequests, ValidationFailed } from '../errors/api-error.js';
import type { AcceptedJob } from './http/reply-accepted.js';
import type { JobHandler, JobInfo } from './job-handler.js';
import { JobRegistry, readInput } from './job-registry.js';
import { jobOptionsOf } from './job.decorator.js';
import { JobWatch } from './job-watch.js';
import { JobStore } from './store/job.store.js';
import { hasEnded, toJobInfo } from './store/stored-job.js';

/** The circumstances of a start. */
export interface StartOptions {
  /** Whose limit of queued jobs it counts for: the address of the client. Nobody's unless given. */
  readonly client?: string;
  /** The id of the job, from `newId()`; starting the same id twice is one job. */
  readonly id?: string;
}

const RETRY_AFTER_SECONDS = 5;

/** The way for features to have work done in the background. */
@Injectable()
export class Jobs {
  /** By client: the limit is looked at and used up by one start at a time. */
  private readonly starting = new Map<string, Promise<unknown>>();

  constructor(
    private readonly store: JobStore,
    private readonly registry: JobRegistry,
    private readonly watch: JobWatch,
    private readonly settings: Settings,
  ) {}

  /** An id for a job that is yet to be started: hex text. */
  newId(): string {
    return new mongoose.mongo.ObjectId().toHexString();
  }

  /**
   * Queues a job. Throws `ValidationFailed` where nobody knows its type or its input is not valid, `PayloadTooLarge`, and
   * `TooManyRequests` where its client has JOBS_PER_CLIENT jobs queued.
   * @param type the class of the job, or its name
   */
  async start(type: Type<JobHandler> | string, input: object, options: StartOptions = {}): Promise<AcceptedJob> {
    const name = typeof type === 'string' ? type : jobOptionsOf(type).type;
    const known = this.registry.get(name);
    if (!known) throw new ValidationFailed({ type: this.registry.describeUnknown(name) });
    const read = readInput(known, input);
    if ('issues' in read) throw new ValidationFailed(read.issues);
    const stored = { ...read.input };
    this.requireSmall(stored);
    const { client } = options;
    const _id = new mongoose.mongo.ObjectId(options.id ?? this.newId());
    const { attempts = this.settings.jobsAttempts } = known;
    const queue = (): Promise<boolean> =>
      this.store.insert({ _id, type: name, input: stored, attempts, ...(client !== undefined && { client }) });
    await (client === undefined ? queue() : this.startFor(client, queue));
    return {
      id: _id.toHexString(),
      type: name,
      state: 'queued',
      root: this.settings.publicUrl + apiRoot(this.settings),
    };
  }

  /** The job as it is now; undefined where there is none, or none any more. */
  async find(id: string): Promise<JobInfo | undefined> {
    const job = await this.store.find(new mongoose.mongo.ObjectId(id));
    return job ? toJobInfo(job) : undefined;
  }

  /** The job as soon as it has ended, or as it is after so many milliseconds. */
  async wait(id: string, milliseconds: number): Promise<JobInfo | undefined> {
    const job = await this.watch.untilEnded(id, { milliseconds });
    return job ? toJobInfo(job) : undefined;
  }

  /** Cancels what has not ended. Says what has become of it; undefined where there is no such job. */
  async cancel(id: string): Promise<'cancelled' | 'finished' | undefined> {
    const _id = new mongoose.mongo.ObjectId(id);
    const job = await this.store.find(_id);
    if (!job) return undefined;
    if (job.state === 'cancelled') return 'cancelled';
    const isSettled = !this.registry.get(job.type)?.handler.ended;
    if (!hasEnded(job) && (await this.store.cancel(_id, isSettled))) return 'cancelled';
    return (await this.find(id))?.state === 'cancelled' ? 'cancelled' : 'finished';
  }

  private requireSmall(input: object): void {
    const { jobsPayloadLimit: limit } = this.settings;
    const size = mongoose.mongo.BSON.calculateObjectSize(input);
    if (size > limit) throw new PayloadTooLarge(`The input of the job has ${size} bytes; at most ${limit} are kept.`);
  }

  private async startFor(client: string, queue: () => Promise<unknown>): Promise<void> {
    const before = this.starting.get(client);
    const start = async (): Promise<void> => {
      await before?.catch(() => undefined);
      const { jobsPerClient: most } = this.settings;
      if ((await this.store.countQueued(client, most)) >= most) throw tooManyJobs(most);
      await queue();
    };
    const started = start();
    this.starting.set(client, started);
    try {
      await started;
    } finally {
      if (this.starting.get(client) === started) this.starting.delete(client);
    }
  }
}

function tooManyJobs(most: number): TooManyRequests {
  return new TooManyRequests(
    `You have ${most} jobs waiting, which is the most a client may have: cancel some, or try again when some are done.`,
    RETRY_AFTER_SECONDS,
  );
}
