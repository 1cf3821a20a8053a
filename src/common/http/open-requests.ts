import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Counts the requests that are not answered yet. */
export class OpenRequests {
  private total = 0;
  private readonly byConnection = new WeakMap<Socket, OpenOfConnection>();

  get count(): number {
    return this.total;
  }

  /** A request has come, which is open until its answer is written or its connection ends. */
  add(response: ServerResponse): void {
    const own = this.of(response.req.socket);
    own.open += 1;
    this.total += 1;
    response.once('close', () => {
      if (own.open === 0) return; // the connection ended first
      own.open -= 1;
      this.total -= 1;
      if (own.open === 0) own.forget();
    });
  }

  /**
   * Of a connection that ends Node closes no more than the answer whose turn it was. It is watched only while a request is open:
   * it may outlive the app that looks.
   */
  private of(socket: Socket): OpenOfConnection {
    const known = this.byConnection.get(socket);
    if (known) return known;
    const onClose = (): void => {
      this.total -= own.open;
      own.open = 0;
    };
    const forget = (): void => {
      this.byConnection.delete(socket);
      socket.off('close', onClose);
    };
    const own: OpenOfConnection = { open: 0, forget };
    this.byConnection.set(socket, own);
    socket.once('close', onClose);
    return own;
  }
}

interface OpenOfConnection {
  open: number;
  readonly forget: () => void;
}
