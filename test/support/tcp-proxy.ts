import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A TCP proxy before the database, to take it away from a service: by cutting the wire, or by letting nothing through. */
export class TcpProxy {
  private readonly sockets = new Set<Socket>();
  private held: (() => void)[] = [];
  private frozen = false;
  private silenced: string | undefined;
  private disguised: readonly [from: string, to: string] | undefined;
  private server: Server | undefined;
  private port = 0;

  private constructor(private readonly target: { readonly host: string; readonly port: number }) {}

  /** @param mongoUri what the proxy stands before; only its host and port matter */
  static async start(mongoUri: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(mongoUri);
    const proxy = new TcpProxy({ host: hostname, port: Number(port) });
    await proxy.restore();
    return proxy;
  }

  /** The same database, through the proxy: directly, so that the driver does not ask the server where it really is. */
  uriOf(mongoUri: string): string {
    const uri = new URL(mongoUri);
    uri.host = `127.0.0.1:${this.port}`;
    uri.searchParams.delete('replicaSet');
    uri.searchParams.set('directConnection', 'true');
    return uri.href;
  }

  /** Ends every connection and rejects new ones. */
  async cut(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    const closed = once(server, 'close');
    server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** Accepts connections again, on the same port. */
  async restore(): Promise<void> {
    if (this.server) return;
    this.server = createServer((client) => {
      this.join(client, connect(this.target));
    });
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
    this.port = (this.server.address() as AddressInfo).port; // a TCP server's address is never a text
  }

  /** Keeps connections open and lets nothing through, in either direction. */
  freeze(): void {
    this.frozen = true;
  }

  /** Delivers what was held back, and goes on. */
  thaw(): void {
    this.frozen = false;
    this.silenced = undefined;
    const { held } = this;
    this.held = [];
    for (const deliver of held) deliver();
  }

  /** Leaves unanswered whatever has this text in it, such as the name of a collection; all else goes through. `thaw` ends it. */
  silence(text: string): void {
    this.silenced = text;
  }

  /** Lets the database pass for another one: in what it answers, a text becomes another of the same length. */
  disguise(from: string, to: string): void {
    this.disguised = [from, to];
  }

  /** How many pieces are held back. */
  get heldBack(): number {
    return this.held.length;
  }

  /** How many connections are open through it. */
  get connections(): number {
    return this.sockets.size / 2;
  }

  private join(client: Socket, server: Socket): void {
    let isSilenced = false;
    client.on('data', (chunk) => {
      isSilenced ||= this.silenced !== undefined && chunk.includes(this.silenced);
    });
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (chunk) => {
        const isHeld = this.frozen || (from === server && isSilenced && this.silenced !== undefined);
        if (isHeld) this.held.push(() => to.write(chunk));
        else to.write(from === server ? this.dress(chunk) : chunk);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
    }
  }

  private dress(chunk: Buffer): Buffer {
    const [from, to] = this.disguised ?? [];
    if (from === undefined || to === undefined || !chunk.includes(from)) return chunk;
    return Buffer.from(chunk.toString('latin1').replaceAll(from, to), 'latin1');
  }
}
