import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { Settings } from '../../../config/settings.js';
import { databaseUnreachable } from '../../database/database-unreachable.js';
import { findDuplicate } from '../../database/duplicate-key.js';
import type { JobError, JobState } from '../job-handler.js';
import { JobEvents } from './job-events.js';
import type { Fence, StoredJob } from './stored-job.js';

type Members = Readonly<Record<string, unknown>>;

/** A job that is to be queued. */
export type NewJob = Pick<StoredJob, '_id' | 'type' | 'input' | 'attempts' | 'client'>;

/** Something of an attempt that is to be written; nothing is a heartbeat. */
export interface Beat {
  readonly progress?: number;
  readonly message?: string;
}

interface Ended<State extends JobState> {
  readonly state: State;
  readonly ended_at: Date;
  readonly expires_at: Date;
}

const UNBEGUN = ['queued', 'running'] as const;

/**
 * Every command that is given about jobs. Each is one atomic write of one document without a transaction, and each write of an
 * attempt filters on its number: what a process writes that has lost its job matches nothing.
 */
@Injectable()
export class JobStore {
  constructor(
    @InjectConnection() private readonly connection: mongoose.Connection,
    private readonly settings: Settings,
    private readonly events: JobEvents,
  ) {}

  /** Queues a job. Says whether it is new: the same id twice is one job. */
  async insert(job: NewJob): Promise<boolean> {
    const now = new Date();
    const { dateCreatedName } = this.settings;
    const queued = { state: 'queued', attempt: 0, released: 0, progress: 0, due_at: now } as const;
    try {
      await this.jobs.insertOne({ ...job, ...queued, [dateCreatedName]: now, ...this.stamp(now) });
    } catch (error) {
      if (findDuplicate(error)) return false;
      throw error;
    }
    this.events.emit('due');
    return true;
  }

  find(id: mongoose.mongo.ObjectId): Promise<StoredJob | null> {
    return this.jobs.findOne({ _id: id });
  }

  findAll(ids: readonly mongoose.mongo.ObjectId[]): Promise<readonly StoredJob[]> {
    return this.jobs.find({ _id: { $in: [...ids] } }).toArray();
  }

  /** How many jobs of a client wait, or `most` where they are more. */
  countQueued(client: string, most: number): Promise<number> {
    return this.jobs.countDocuments({ client, state: 'queued' }, { limit: most });
  }

  /** Takes the job that is due longest, whoever had it before, in one round trip. Null where none is due. */
  claim(worker: string): Promise<StoredJob | null> {
    const now = new Date();
    const isQueued = { $eq: ['$state', 'queued'] };
    const claimed = {
      ...this.lease(now),
      worker: { $literal: worker },
      attempt: { $add: ['$attempt', 1] },
      state: { $cond: [isQueued, 'running', '$state'] },
      started_at: { $cond: [isQueued, { $ifNull: ['$started_at', now] }, '$started_at'] },
    };
    return this.announced(
      this.jobs.findOneAndUpdate({ due_at: { $lte: now } }, [{ $set: claimed }], {
        sort: { due_at: 1 },
        returnDocument: 'after',
      }),
    );
  }

  /** Keeps the lease of a running attempt, and tells how far it is. False: the job is no longer this attempt's. */
  beat(fence: Fence, beat: Beat): Promise<boolean> {
    return this.write(fence, 'running', { $set: { ...this.lease(new Date()), ...beat } });
  }

  /** Makes sure of the result, before anything is done with it: from now on only its effect is missing. */
  fix(fence: Fence, result: unknown): Promise<boolean> {
    return this.write(fence, 'running', { $set: { ...this.lease(new Date()), result, fixed: true } });
  }

  succeed(fence: Fence, result: unknown): Promise<boolean> {
    const ended = { ...this.ended('succeeded'), result, progress: 1 };
    return this.write(fence, 'running', { $set: ended, $unset: { due_at: '', worker: '', message: '' } });
  }

  /** @param isSettled nothing follows; otherwise `settle` must */
  fail(fence: Fence, error: JobError, isSettled: boolean): Promise<boolean> {
    const failed = { state: 'failed', error, ended_at: new Date() };
    return isSettled
      ? this.write(fence, 'running', { $set: { ...failed, ...this.ended('failed') }, $unset: OVER })
      : this.write(fence, 'running', { $set: { ...failed, ...this.lease(new Date()) }, $unset: { result: '' } });
  }

  /** Nothing is left to do about a job that has failed or was cancelled. */
  settle(fence: Fence, state: 'failed' | 'cancelled'): Promise<boolean> {
    const { expires_at } = this.ended(state);
    return this.write(fence, state, { $set: { expires_at }, $unset: OVER });
  }

  /** Has it tried again. */
  retry(fence: Fence, after: number): Promise<boolean> {
    const now = new Date();
    const queued = { ...this.stamp(now), state: 'queued', due_at: new Date(now.getTime() + after) };
    this.dueIn(after);
    return this.write(fence, 'running', { $set: queued, $unset: { worker: '' } });
  }

  /** Leaves an end that could not be settled to a later claim. */
  settleLater(fence: Fence, state: 'failed' | 'cancelled', after: number): Promise<boolean> {
    const due_at = new Date(Date.now() + after);
    this.dueIn(after);
    return this.write(fence, state, { $set: { due_at }, $unset: { worker: '' } });
  }

  /** Gives a running job back, as if it had never been claimed. */
  async release(fence: Fence): Promise<boolean> {
    const now = new Date();
    const queued = { ...this.stamp(now), state: 'queued', due_at: now };
    const update = { $set: queued, $inc: { released: 1 }, $unset: { worker: '' } };
    const isDone = await this.write(fence, 'running', update);
    this.events.emit('due');
    return isDone;
  }

  /**
   * Cancels a job that is queued or running, unless its result is fixed. False: there is no such job.
   * @param isSettled nothing follows; otherwise it is due, for whoever settles it
   */
  async cancel(id: mongoose.mongo.ObjectId, isSettled: boolean): Promise<boolean> {
    const now = new Date();
    const cancelled = { ...this.stamp(now), state: 'cancelled', ended_at: now } as const;
    const update = isSettled
      ? { $set: { ...cancelled, ...this.ended('cancelled') }, $unset: OVER }
      : { $set: { ...cancelled, due_at: now }, $unset: { worker: '' as const } };
    const { matchedCount } = await this.jobs.updateOne(
      { _id: id, state: { $in: [...UNBEGUN] }, fixed: { $ne: true } },
      update,
    );
    if (matchedCount === 0) return false;
    this.events.emit('cancelled', id.toHexString());
    this.events.emit('changed', id.toHexString());
    if (!isSettled) this.events.emit('due');
    return true;
  }

  /** Has this process look again when that is over: it need not wait for its next look. */
  private dueIn(milliseconds: number): void {
    setTimeout(() => {
      this.events.emit('due');
    }, milliseconds + 1).unref();
  }

  private get jobs(): mongoose.mongo.Collection<StoredJob> {
    const { db } = this.connection;
    if (!db) throw databaseUnreachable();
    return db.collection<StoredJob>('jobs');
  }

  private async write({ id, attempt }: Fence, state: StoredJob['state'], update: Members): Promise<boolean> {
    const { matchedCount } = await this.jobs.updateOne({ _id: id, attempt, state }, update);
    if (matchedCount === 1) this.events.emit('changed', id.toHexString());
    return matchedCount === 1;
  }

  private async announced(claiming: Promise<StoredJob | null>): Promise<StoredJob | null> {
    const job = await claiming;
    if (job) this.events.emit('changed', job._id.toHexString());
    return job;
  }

  private lease(now: Date): Members {
    return { ...this.stamp(now), due_at: new Date(now.getTime() + this.settings.jobsLeaseMs) };
  }

  private ended<State extends JobState>(state: State): Ended<State> {
    const now = new Date();
    const expires_at = new Date(now.getTime() + this.settings.jobsExpiryS * 1000);
    return { ...this.stamp(now), state, ended_at: now, expires_at };
  }

  private stamp(now: Date): Members {
    return { [this.settings.lastUpdatedName]: now };
  }
}

/** What a job does not have any more when nothing is left to do about it without a result. */
const OVER = { due_at: '', worker: '', result: '' } as const;
