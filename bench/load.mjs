import { once } from 'node:events';
import { connect } from 'node:net';

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const CLOSES = /\r\nconnection: close/i;
const HAS_NO_BODY = /^HTTP\/1\.1 (?:204|304) /;

/** An HTTP request as it goes over the wire. */
export function toWire(method, path, { body, headers = {} } = {}) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const sent = {
    Host: '127.0.0.1',
    ...headers,
    ...(body !== undefined && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
  };
  const lines = Object.entries(sent).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`);
}

/**
 * Connections to one server that each wait for an answer before their next request. Written on bare sockets, because it
 * shares the machine with what it measures.
 */
export class Load {
  #lanes;
  #requests;
  #sent = 0;

  static async open(port, { requests, connections }) {
    const lanes = Array.from({ length: connections }, () => new Lane(port));
    await Promise.all(lanes.map((lane) => lane.connect()));
    return new Load(lanes, requests);
  }

  constructor(lanes, requests) {
    this.#lanes = lanes;
    this.#requests = requests;
  }

  /**
   * Sends up to `total` requests, the given ones in turn, for up to `seconds`; rejects on any other status.
   *
   * @returns {Promise<{ sent: number, seconds: number }>} the seconds from the first request to the last answer
   */
  async send({ total, seconds = Infinity, status }) {
    const start = performance.now();
    const first = this.#sent;
    const next = () => {
      if (this.#sent - first === total || performance.now() - start > seconds * 1000) return undefined;
      return this.#requests[this.#sent++ % this.#requests.length];
    };
    const expected = `HTTP/1.1 ${status} `;
    await Promise.all(this.#lanes.map((lane) => converse(lane, next, expected)));
    return { sent: this.#sent - first, seconds: (performance.now() - start) / 1000 };
  }

  close() {
    for (const lane of this.#lanes) lane.close();
  }
}

/** Sends requests one after the other until there are none left. */
async function converse(lane, next, expected) {
  for (let request = next(); request !== undefined; request = next()) {
    const answer = await lane.exchange(request);
    if (answer.latin1Slice(0, expected.length) !== expected)
      throw new Error(`Expected ${expected.trim()}, got:\n${answer.toString()}`);
  }
}

/** One connection after the other: as many as the server wants. */
class Lane {
  #port;
  #socket;

  constructor(port) {
    this.#port = port;
  }

  async connect() {
    this.#socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    await once(this.#socket, 'connect');
  }

  async exchange(request) {
    if (this.#socket === undefined) await this.connect();
    const answer = await exchange(this.#socket, request);
    if (CLOSES.test(answer.latin1Slice(0, answer.indexOf(END_OF_HEAD)))) this.close();
    return answer;
  }

  close() {
    this.#socket?.destroy();
    this.#socket = undefined;
  }
}

function exchange(socket, request) {
  return new Promise((resolve, reject) => {
    let answer = Buffer.alloc(0);
    const finish = (settle, value) => {
      socket.removeAllListeners();
      settle(value);
    };
    socket.on('error', (error) => finish(reject, error));
    socket.on('close', () =>
      finish(reject, new Error(`The server closed the connection after:\n${answer.toString()}`)),
    );
    socket.on('data', (chunk) => {
      answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk]);
      if (isComplete(answer)) finish(resolve, answer);
    });
    socket.write(request);
  });
}

function isComplete(answer) {
  const end = answer.indexOf(END_OF_HEAD);
  if (end === -1) return false;
  const head = answer.latin1Slice(0, end);
  if (HAS_NO_BODY.test(head)) return true;
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`An answer without Content-Length:\n${answer.toString()}`);
  return answer.length >= end + END_OF_HEAD.length + Number(length);
}
