import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OpenRequests } from './open-requests.js';

/** Bytes of a body that is always let in: what is made of that many such is bounded by the number of open requests. */
const SMALL = 16 * 1024;

interface Waiting {
  readonly response: ServerResponse;
  readonly bytes: number;
  readonly enter: () => void;
}

/**
 * Lets large bodies be worked on a few at a time, in the order in which they have arrived: what is made of one takes many times
 * its bytes until it is answered. One that waits is no more than its bytes.
 */
export class BodyAdmission {
  private readonly responses = new WeakMap<FastifyRequest, ServerResponse>();
  private readonly inside = new OpenRequests(() => {
    this.letIn();
  });
  private readonly waiting: Waiting[] = [];

  /** @param most how many bytes may be worked on at a time; a larger body is worked on alone */
  constructor(
    server: FastifyInstance,
    private readonly most: number,
  ) {
    server.addHook('onRequest', (request, response, done) => {
      if (mayBeLarge(request)) this.responses.set(request, response.raw);
      done();
    });
  }

  /** Calls back when a body that has arrived may be worked on: now, if it can be. */
  admit(request: FastifyRequest, bytes: number, enter: () => void): void {
    const response = this.responses.get(request);
    if (!response || bytes <= SMALL) {
      enter();
      return;
    }
    this.waiting.push({ response, bytes, enter });
    this.letIn();
  }

  private letIn(): void {
    for (let [next] = this.waiting; next && this.hasRoomFor(next); [next] = this.waiting) {
      this.waiting.shift();
      const { response, bytes, enter } = next;
      if (response.destroyed || response.req.socket.destroyed) continue; // nobody waits for an answer
      this.inside.add(response, bytes);
      enter();
    }
  }

  private hasRoomFor({ bytes }: Waiting): boolean {
    return this.inside.weight === 0 || this.inside.weight + bytes <= this.most;
  }
}

function mayBeLarge({ headers }: FastifyRequest): boolean {
  const { 'content-length': length, 'transfer-encoding': coding } = headers;
  return coding !== undefined || Number(length) > SMALL;
}
