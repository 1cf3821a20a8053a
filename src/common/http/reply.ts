import type { ApiError } from '../errors/api-error.js';

/** What is done about a body that may turn out larger than answers may be. */
export interface ReplyBounds {
  /** Objects that the body may show in many places. */
  readonly shared?: Pick<WeakSet<object>, 'has'> | undefined;
  /** What is answered instead where the body is too large: a refusal, or less. */
  readonly instead: () => ApiError | Reply;
}

/** What a handler answers, before it becomes HTTP: the adapter writes it to the wire. */
export class Reply {
  /** None where the body cannot grow large. */
  readonly bounds: ReplyBounds | undefined;

  constructor(
    readonly status: number,
    readonly body?: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
    /** The body is to be indented for a human reader. */
    readonly isPretty = false,
  ) {}

  /** The same, with a body that may turn out too large. */
  within(bounds: ReplyBounds | undefined): Reply {
    const bounded = new Reply(this.status, this.body, this.headers, this.isPretty);
    return Object.assign(bounded, { bounds });
  }
}
