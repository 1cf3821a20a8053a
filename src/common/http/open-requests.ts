import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Adds up the requests that are not answered yet: each counts one, or as much as it weighs. */
export class OpenRequests {
  private total = 0;
  private readonly byConnection = new WeakMap<Socket, OpenOfConnection>();

  /** @param onLess what to do when one of them is no longer open */
  constructor(private readonly onLess: () => void = () => undefined) {}

  get weight(): number {
    return this.total;
  }

  /** A request has come, which is open until its answer is written or its connection ends. */
  add(response: ServerResponse, weight = 1): void {
    const own = this.of(response.req.socket);
    own.weights.set(response, weight);
    this.total += weight;
    response.once('close', () => {
      if (!own.weights.delete(response)) return; // the connection ended first
      if (own.weights.size === 0) own.forget();
      this.subtract(weight);
    });
  }

  private subtract(weight: number): void {
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
      const weight = [...own.weights.values()].reduce((sum, one) => sum + one, 0);
      own.weights.clear();
      this.subtract(weight);
    };
    const forget = (): void => {
      this.byConnection.delete(socket);
      socket.off('close', onClose);
    };
    const own: OpenOfConnection = { weights: new Map(), forget };
    this.byConnection.set(socket, own);
    socket.once('close', onClose);
    return own;
  }
}

interface OpenOfConnection {
  readonly weights: Map<ServerResponse, number>;
  readonly forget: () => void;
}
