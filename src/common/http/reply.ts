import { Readable } from 'node:stream';
import { DirectBody } from '../json/direct-body.js';
import type { ToPage } from './formats/html/html-format.js';
import type { ApiError } from '../errors/api-error.js';

/** The bounds of a body that may turn out larger than answers may be. */
export interface ReplyBounds {
  /** Objects that the body may show in many places. */
  readonly shared?: Pick<WeakSet<object>, 'has'> | undefined;
  /** The reply instead where the body is too large: a rejection, or less. */
  readonly instead: () => ApiError | Reply;
}

/** The answer of a handler before it becomes HTTP: the adapter writes it to the wire. */
export class Reply {
  /** None where the body cannot grow large. */
  readonly bounds: ReplyBounds | undefined;
  /** Makes a page for people of the body; none where there is only data. */
  readonly toPage: ToPage | undefined;

  constructor(
    readonly status: number,
    /** The body; perhaps a `DirectBody`. */
    private content?: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
    /** The body is to be indented for a human reader. */
    readonly isPretty = false,
  ) {}

  get body(): unknown {
    return this.content instanceof DirectBody ? this.content.value : this.content;
  }

  /** The body a hook puts there is the one that is sent. */
  set body(body: unknown) {
    this.content = body;
  }

  get hasBody(): boolean {
    return this.content !== undefined;
  }

  /** The body, where it is written bit by bit: its own headers name its type. */
  get stream(): Readable | undefined {
    return this.content instanceof Readable ? this.content : undefined;
  }

  /** The body, where it need not be made to be written as JSON. */
  get direct(): DirectBody | undefined {
    return this.content instanceof DirectBody ? this.content : undefined;
  }

  /** The same, with a body that may turn out too large. */
  within(bounds: ReplyBounds | undefined): Reply {
    return Object.assign(this.copy(), { bounds, toPage: this.toPage });
  }

  /** The same, as a page for who prefers one: on a route with `OffersPage`. */
  withPage(toPage: ToPage): Reply {
    return Object.assign(this.copy(), { bounds: this.bounds, toPage });
  }

  private copy(): Reply {
    return new Reply(this.status, this.content, this.headers, this.isPretty);
  }
}
