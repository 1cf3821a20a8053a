import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { createServer as createTcpServer, Server as TcpServer, Socket, type AddressInfo } from 'node:net';
import { lookup } from 'node:dns/promises';
import { takeConnectionRules } from './connection-rules.js';

/** Where a service listens. */
export interface Address {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
}

/**
 * The one socket that clients connect to, as long as the process lives. Each request is given to the app that serves at that
 * moment, also on a connection that another app was asked on before.
 */
export class ListeningSocket {
  private readonly server = createServer();
  /** `localhost` has two addresses. */
  private readonly others: TcpServer[] = [];
  /** The requests not answered yet on each connection, and the app that answers them. */
  private readonly connections = new Map<Duplex, Map<ServerResponse, Server>>();
  private readonly answers = new EventEmitter().setMaxListeners(0);
  private isClosing = false;

  private constructor(private app: Server) {
    this.server.on('connection', (socket) => {
      this.watch(socket);
    });
    for (const event of ['request', 'checkExpectation'] as const) {
      this.server.on(event, (request: IncomingMessage, response: ServerResponse) => {
        this.give(event, request, response);
      });
    }
    this.server.on('clientError', (error, socket) => {
      this.askedOn(socket).emit('clientError', error, socket);
    });
    this.serve(app);
  }

  /** @param app the server of the app that answers; it does not listen itself. Throws what Node throws where one cannot listen. */
  static async open(app: Server, { port, host }: Address): Promise<ListeningSocket> {
    const socket = new ListeningSocket(app);
    const [first, ...others] = host === 'localhost' ? await addressesOf(host) : [host];
    await once(socket.server.listen(port, first), 'listening');
    for (const other of others) await socket.listenAlso(other);
    return socket;
  }

  /** Scheme, host and port under which this machine reaches it. */
  get url(): string {
    const { address, family, port } = this.server.address() as AddressInfo; // a server that listens on TCP has no path
    const host = new Map([
      ['::', '::1'],
      ['0.0.0.0', '127.0.0.1'],
    ]).get(address);
    const name = host ?? address;
    return `http://${family === 'IPv6' ? `[${name}]` : name}:${port}`;
  }

  /** Gives every request from now on to this app. */
  serve(app: Server): void {
    takeConnectionRules(this.server, app);
    this.app = app;
  }

  /**
   * Waits until an app that serves no more has answered what it was asked.
   * @returns how many connections were cut after so many milliseconds, because it still had not
   */
  async drain(app: Server, milliseconds: number): Promise<number> {
    let cut: readonly Duplex[] = [];
    const timer = setTimeout(() => {
      cut = this.connectionsOf(app);
      for (const socket of cut) socket.destroy();
    }, milliseconds);
    while (this.connectionsOf(app).length > 0) await once(this.answers, 'answered');
    clearTimeout(timer);
    return cut.length;
  }

  /** Takes no new connections, and ends the open ones with their last answers. Waits for these. */
  async close(): Promise<void> {
    this.isClosing = true;
    // Node's own way for HTTP would cut answers that a slow reader has not read to their end.
    const closed = [this.server, ...this.others].map(
      (server) =>
        new Promise((resolve) => {
          TcpServer.prototype.close.call(server, resolve);
        }),
    );
    for (const [socket, responses] of this.connections) {
      const last = [...responses.keys()].at(-1);
      if (last) endWith(last);
      else if (socket instanceof Socket && socket.bytesRead === 0) socket.destroy();
    }
    this.endIdle();
    await Promise.all(closed);
    this.server.close(); // and its look at the time of requests
  }

  private async listenAlso(host: string): Promise<void> {
    const { port } = this.server.address() as AddressInfo; // as above
    const other = createTcpServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
      this.server.emit('connection', socket);
    });
    const isListening = await once(other.listen(port, host), 'listening').then(
      () => true,
      () => false, // one address is enough
    );
    if (isListening) this.others.push(other);
  }

  private watch(socket: Socket): void {
    const responses = new Map<ServerResponse, Server>();
    this.connections.set(socket, responses);
    socket.once('close', () => {
      this.connections.delete(socket);
      responses.clear();
      this.answers.emit('answered');
    });
  }

  private give(event: string, request: IncomingMessage, response: ServerResponse): void {
    const responses = this.connections.get(request.socket);
    responses?.set(response, this.app);
    response.once('close', () => {
      responses?.delete(response);
      this.answers.emit('answered');
      if (this.isClosing) this.endIdle();
    });
    if (this.isClosing) endWith(response);
    this.app.emit(event, request, response);
  }

  /** The app that has to answer on a connection: the one that was asked last, or would be asked next. */
  private askedOn(connection: Duplex): Server {
    const asked = this.connections.get(connection)?.values() ?? [];
    return [...asked].at(-1) ?? this.app;
  }

  private connectionsOf(app: Server): readonly Duplex[] {
    return [...this.connections].filter(([, responses]) => [...responses.values()].includes(app)).map(([one]) => one);
  }

  /** Ends connections that wait for a next request, unless Node would take one for them whose answer is under way. */
  private endIdle(): void {
    const unanswered = [...this.connections.values()].flatMap((responses) => [...responses.keys()]);
    if (!unanswered.some(({ writableEnded }) => writableEnded)) this.server.closeIdleConnections();
  }
}

/** Lets the connection end with this answer. */
function endWith(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

async function addressesOf(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true });
  return found.map(({ address }) => address);
}
