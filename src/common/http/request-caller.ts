import type { ServerResponse } from 'node:http';
import type { Caller } from '../caller.js';

/** The client of a request, which goes away by closing its connection before it is answered. */
export class RequestCaller implements Caller {
  readonly since = performance.now();
  private callbacks: Set<() => void> | undefined;

  constructor(private readonly response: ServerResponse) {}

  get isGone(): boolean {
    return this.response.destroyed && !this.response.writableEnded;
  }

  onGone(callback: () => void): () => void {
    const callbacks = (this.callbacks ??= this.listen());
    callbacks.add(callback);
    return () => {
      callbacks.delete(callback);
    };
  }

  /** One listener for all: an answer that was given closes too, when nobody listens any more. */
  private listen(): Set<() => void> {
    const callbacks = new Set<() => void>();
    this.response.once('close', () => {
      for (const callback of callbacks) callback();
    });
    return callbacks;
  }
}
