import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Adds up the requests that are not answered yet: each counts one, or as much as it weighs. */
export class OpenRequests {
  private total = 0;
  private readonly weights = new Map<ServerResponse, number>();
  private readonly byConnection = new WeakMap<Socket, OpenOfConnection>();

  /** @param onLess what to do when one of them is no longer open */
  constructor(private readonly onLess: () => void = () => undefined) {}

  get weight(): number {
    return this.total;
  }

  /** The one that has come first of those whose body has not arrived. */
  get oldestUnfinished(): ServerResponse | undefined {
    for (const response of this.weights.keys()) if (!response.req.complete) return response;
    return undefined;
  }

  /** A request has come, which is open until its answer is written or its connection ends. */
  add(response: ServerResponse, weight = 1): void {
    const own = this.of(response.req.socket);
    own.responses.add(response);
    this.weights.set(response, weight);
    this.total += weight;
    response.once('close', () => {
      this.remove(response);
      own.responses.delete(response);
      if (own.responses.size === 0) own.forget();
    });
  }

  /** It does not count any more, whatever becomes of it. */
  remove(response: ServerResponse): void {
    const weight = this.weights.get(response);
    if (weight === undefined) return;
    this.weights.delete(response);
    this.total -= weight;
    this.onLess();
  }

  /**
   * Of a connection that ends Node closes no more than the answer whose turn it was. It is watched only while a request is open:
   * it may outlive the app that looks.
   */
  private of(socket: Socket): OpenOfConnection {
    const known = this.byConnection.get(socket);
    if (known) return known;
    const onClose = (): void => {
      for (const response of own.responses) this.remove(response);
    };
    const forget = (): void => {
      this.byConnection.delete(socket);
      socket.off('close', onClose);
    };
    const own: OpenOfConnection = { responses: new Set(), forget };
    this.byConnection.set(socket, own);
    socket.once('close', onClose);
    return own;
  }
}

interface OpenOfConnection {
  readonly responses: Set<ServerResponse>;
  readonly forget: () => void;
}
