import { PassThrough } from 'node:stream';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Settings } from '../../../config/settings.js';
import { ServiceUnavailable } from '../../errors/api-error.js';
import { Retirement } from '../../http/retirement.js';
import { Reply } from '../../http/reply.js';
import { JobWatch } from '../job-watch.js';
import { hasEnded, type StoredJob } from '../store/stored-job.js';
import { EVENT_STREAM, toEvent } from './event-stream.js';

/** Milliseconds between two comments, so that nothing on the way takes a quiet stream for a dead one. */
const HEARTBEAT = 15_000;
const RETRY_AFTER_SECONDS = 2;
const HEADERS = {
  'content-type': EVENT_STREAM,
  'cache-control': 'no-store',
  'x-accel-buffering': 'no', // nginx would keep events back
} as const;

/** The clients that follow jobs by server-sent events: so many at a time, until the job has ended or the service stops. */
@Injectable()
export class JobEventStreams implements OnModuleDestroy {
  private readonly streams = new Set<PassThrough>();
  private hasEnded = false;

  constructor(
    private readonly watch: JobWatch,
    private readonly settings: Settings,
    retirement: Retirement,
  ) {
    retirement.on(() => {
      this.end();
    });
  }

  onModuleDestroy(): void {
    this.end();
  }

  /** Ends all of them: their clients come again, and reach who serves then. */
  end(): void {
    this.hasEnded = true;
    for (const stream of this.streams) stream.end();
  }

  /**
   * The reply that follows a job. 204 where its client has heard of the end before: that is how it learns not to come again.
   * Throws `ServiceUnavailable` where JOBS_STREAMS clients follow jobs already.
   * @param lastId what the client has heard last, of an earlier stream
   */
  open(id: string, lastId: string | undefined): Reply {
    if (lastId?.endsWith(END)) return new Reply(204);
    const { jobsStreams: most } = this.settings;
    if (this.hasEnded || this.streams.size >= most) throw tooManyStreams(most);
    const stream = new PassThrough();
    this.streams.add(stream);
    const heartbeat = setInterval(() => stream.write(': heartbeat\n\n'), HEARTBEAT);
    let latest = '';
    const unwatch = this.watch.watch(id, (job) => {
      const event = job && toJobEvent(job);
      if (event !== undefined && event !== latest && stream.writable) stream.write(event);
      latest = event ?? latest;
      if (!job || hasEnded(job)) stream.end();
    });
    stream.once('close', () => {
      this.streams.delete(stream);
      clearInterval(heartbeat);
      unwatch();
    });
    stream.write('retry: 2000\n\n');
    return new Reply(200, stream, HEADERS);
  }
}

const END = '-end';

/** `progress`, or how the job has ended. */
function toJobEvent(job: StoredJob): string {
  const { type, state, attempt, progress, message, result, error } = job;
  const id = job._id.toHexString();
  const data = { _id: id, type, state, attempt, progress, message, ...(state === 'succeeded' && { result }), error };
  return hasEnded(job)
    ? toEvent({ name: state, id: `${id}${END}`, data })
    : toEvent({ name: 'progress', id: `${id}-${attempt}`, data });
}

function tooManyStreams(most: number): ServiceUnavailable {
  return new ServiceUnavailable(
    `${most} clients follow jobs already, which is the most there may be.`,
    RETRY_AFTER_SECONDS,
  );
}
