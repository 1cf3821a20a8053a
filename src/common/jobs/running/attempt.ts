import mongoose from 'mongoose';
import type { JobContext, JobHandler, JobInfo } from '../job-handler.js';
import { readInput, type JobRegistry, type KnownJob } from '../job-registry.js';
import type { JobStore } from '../store/job.store.js';
import { hasEnded, toJobInfo, type Fence, type StoredJob } from '../store/stored-job.js';
import type { JobThreads } from '../threads/job-threads.js';
import { backOff } from './back-off.js';
import { failure, toFailure, type Failure } from './failure.js';
import { Lease } from './lease.js';

/** The parts that every attempt works with. */
export interface AttemptParts {
  readonly store: JobStore;
  readonly registry: JobRegistry;
  readonly threads: JobThreads;
  readonly settings: AttemptSettings;
  readonly log: AttemptLog;
}

/** The settings of an attempt. */
interface AttemptSettings {
  readonly jobsLeaseMs: number;
  readonly jobsBackoffMs: number;
  readonly jobsPayloadLimit: number;
}

/** Hears what becomes of attempts. */
export interface AttemptLog {
  began(job: JobInfo): void;
  reported(job: JobInfo, fraction: number, message?: string): void;
  /** @param why of a failure, what its client reads */
  ended(job: JobInfo, outcome: Outcome, why?: string): void;
  /** What was not expected. */
  unexpected(job: JobInfo, cause: string): void;
}

/** What became of an attempt. */
export type Outcome = 'succeeded' | 'failed' | 'retried' | 'settled' | 'released' | 'lost';

/** A claimed job, from its claim to whatever becomes of it. Nothing that it writes counts any more once another process has the job. */
export class Attempt {
  private readonly fence: Fence;
  private readonly info: JobInfo;
  private readonly lease: Lease;
  private why: string | undefined;

  constructor(
    private readonly job: StoredJob,
    private readonly parts: AttemptParts,
  ) {
    this.fence = { id: job._id, attempt: job.attempt };
    this.info = toJobInfo(job);
    this.lease = new Lease((beat) => parts.store.beat(this.fence, beat), parts.settings.jobsLeaseMs);
  }

  get id(): string {
    return this.info.id;
  }

  /** Looks at once whether the job is still this attempt's. */
  check(): void {
    this.lease.check();
  }

  /** Has it end soon, and the job given back. */
  giveBack(): void {
    this.lease.giveBack();
  }

  /** Gives the job back while its work goes on, whose end counts for nothing then. */
  async abandon(): Promise<void> {
    this.lease.end();
    await this.parts.store.release(this.fence).catch(() => undefined); // its lease ends
  }

  /** Never throws, as long as the database is there: an error is what became of it. */
  async run(): Promise<void> {
    const { log } = this.parts;
    log.began(this.info);
    const outcome = await this.conclude();
    log.ended(this.info, outcome, this.why);
  }

  private async conclude(): Promise<Outcome> {
    const known = this.parts.registry.get(this.job.type);
    if (hasEnded(this.job)) return this.settle(known?.handler);
    if (!known) return this.fail(failure(this.parts.registry.describeUnknown(this.job.type)));
    if (this.job.fixed) return this.commit(known, this.job.result);
    if (this.counted > this.job.attempts) return this.fail(this.died(), known.handler);
    const read = readInput(known, this.job.input);
    if ('issues' in read) return this.fail(failure('The input of the job is not valid.', read.issues), known.handler);
    return this.work(known, read.input);
  }

  private async work(known: KnownJob, input: object): Promise<Outcome> {
    let result: unknown;
    this.lease.begin();
    try {
      result = await this.execute(known, input);
      requireSmall(result, this.parts.settings.jobsPayloadLimit);
    } catch (error) {
      if (this.lease.isLost) return 'lost';
      if (this.lease.isGivenBack) return await this.release();
      return await this.afterFailure(isFailure(error) ? error : toFailure(error), known.handler);
    } finally {
      this.lease.end();
    }
    if (!(await this.parts.store.fix(this.fence, result))) return 'lost';
    return this.commit(known, result);
  }

  private execute({ thread, handler }: KnownJob, input: object): Promise<unknown> {
    const { id, attempt } = this.info;
    const report = (fraction: number, message?: string): void => {
      this.lease.report(fraction, message);
      this.parts.log.reported(this.info, fraction, message);
    };
    const context: JobContext = { job: { id, attempt }, report, signal: this.lease.signal };
    if (thread) return this.parts.threads.run(thread, input, context);
    return handler.run?.(input, context) ?? Promise.resolve(undefined);
  }

  /** The result is fixed: only its effect is missing. */
  private async commit({ handler }: KnownJob, result: unknown): Promise<Outcome> {
    this.lease.begin();
    try {
      await handler.commit?.(result, { ...this.info, result }); // of the handler's own types
    } catch (error) {
      return await this.afterFailure(toFailure(error), handler);
    } finally {
      this.lease.end();
    }
    const shown = handler.publicResult ? handler.publicResult(result) : result;
    return (await this.parts.store.succeed(this.fence, shown)) ? 'succeeded' : 'lost';
  }

  private async afterFailure(failed: Failure, handler: JobHandler<unknown>): Promise<Outcome> {
    if (failed.cause !== undefined) this.parts.log.unexpected(this.info, failed.cause);
    if (!failed.isPassing || this.counted >= this.job.attempts) return this.fail(failed, handler);
    const after = backOff(this.counted, this.parts.settings.jobsBackoffMs);
    return (await this.parts.store.retry(this.fence, after)) ? 'retried' : 'lost';
  }

  private async fail({ error }: Failure, handler?: JobHandler<unknown>): Promise<Outcome> {
    const isSettled = !handler?.ended;
    this.why = error.message;
    if (!(await this.parts.store.fail(this.fence, error, isSettled))) return 'lost';
    if (!isSettled) await this.settleAs({ ...this.info, state: 'failed', error }, handler);
    return 'failed';
  }

  private async settle(handler: JobHandler<unknown> | undefined): Promise<Outcome> {
    await this.settleAs(this.info, handler);
    return 'settled';
  }

  private async settleAs(job: JobInfo, handler: JobHandler<unknown> | undefined): Promise<void> {
    const state = job.state === 'cancelled' ? 'cancelled' : 'failed';
    try {
      await handler?.ended?.(job); // of the handler's own types
      await this.parts.store.settle(this.fence, state);
    } catch (error) {
      this.parts.log.unexpected(job, toFailure(error).cause ?? String(error));
      await this.parts.store.settleLater(this.fence, state, backOff(this.counted, this.parts.settings.jobsBackoffMs));
    }
  }

  private async release(): Promise<Outcome> {
    return (await this.parts.store.release(this.fence)) ? 'released' : 'lost';
  }

  /** Claims that count, this one among them. */
  private get counted(): number {
    return this.job.attempt - this.job.released;
  }

  private died(): Failure {
    const { attempts } = this.job;
    return failure(`The process that worked on it died, in the last of ${attempts} attempts.`);
  }
}

function requireSmall(result: unknown, limit: number): void {
  const size = mongoose.mongo.BSON.calculateObjectSize({ result });
  if (size <= limit) return;
  const error = failure(`The result of the job has ${size} bytes; at most ${limit} are kept (JOBS_PAYLOAD_LIMIT).`);
  throw Object.assign(new Error(error.error.message), error);
}

function isFailure(error: unknown): error is Error & Failure {
  return error instanceof Error && 'isPassing' in error;
}
