import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/settings.js';
import { Reply } from '../../http/reply.js';
import type { HookRequest, ResourceHooks } from '../../resource/index.js';
import type { Job } from '../job.resource.js';
import { isJobId } from '../store/is-job-id.js';
import { JobWatch } from '../job-watch.js';
import { acceptsEvents } from './event-stream.js';
import { JobEventStreams } from './job-event-streams.js';
import { parseWait } from './parse-wait.js';

/** Has `GET /jobs/:id` wait for the end of the job where its client asks for that, and follow it where it accepts events. */
@Injectable()
export class AwaitJob implements ResourceHooks<Job> {
  constructor(
    private readonly watch: JobWatch,
    private readonly streams: JobEventStreams,
    private readonly settings: Settings,
  ) {}

  async preGet(request: HookRequest): Promise<undefined> {
    const id = jobOf(request);
    const seconds = parseWait(headerOf(request, 'prefer'));
    if (id === undefined || seconds === undefined || acceptsEvents(request.headers.accept)) return;
    await this.watch.untilEnded(id, { milliseconds: this.longest(seconds) });
  }

  postGet(reply: Reply, request: HookRequest): Reply {
    const id = jobOf(request);
    if (id === undefined) return reply;
    if (acceptsEvents(request.headers.accept) && reply.status < 400) {
      return this.streams.open(id, headerOf(request, 'last-event-id'));
    }
    const seconds = parseWait(headerOf(request, 'prefer'));
    if (seconds === undefined) return reply;
    const applied = Math.floor(this.longest(seconds) / 1000);
    Object.assign(reply.headers, { 'preference-applied': `wait=${applied}` });
    return reply;
  }

  /** No longer than a request may take to arrive. */
  private longest(seconds: number): number {
    return Math.min(seconds * 1000, this.settings.requestTimeoutMs);
  }
}

/** The job of a request for one, if that can be one. */
function jobOf({ parameters: { id = '' } }: HookRequest): string | undefined {
  return isJobId(id) ? id : undefined;
}

function headerOf({ headers }: HookRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}
