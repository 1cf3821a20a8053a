import { Reply } from '../../http/reply.js';

/** A job that was started. */
export interface AcceptedJob {
  /** Hex text. */
  readonly id: string;
  readonly type: string;
  readonly state: 'queued';
  /** Where the API lives: a path, or a URL. */
  readonly root: string;
}

/** Seconds after which it is worth to look. */
const RETRY_AFTER = '1';

/** 202: the work has begun; `Location` is that of the job, where its client can wait for it. */
export function replyAccepted(job: AcceptedJob, body: object = describe(job)): Reply {
  return new Reply(202, body, { location: `${job.root}/jobs/${job.id}`, 'retry-after': RETRY_AFTER });
}

function describe({ id, type, state }: AcceptedJob): object {
  return { _id: id, type, state, _links: { self: { title: 'job', href: `jobs/${id}` } } };
}
