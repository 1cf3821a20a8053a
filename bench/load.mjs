import { connect } from 'node:net';

const NO_CONTENT = /^HTTP\/1\.1 304 /;
const END_OF_HEAD = Buffer.from('\r\n\r\n');

/** An HTTP request as it goes over the wire. */
export function toWire(method, path, body) {
  const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n`;
  if (body === undefined) return Buffer.from(`${head}\r\n`);
  const text = JSON.stringify(body);
  const bodyHead = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n`;
  return Buffer.from(head + bodyHead + text);
}

/**
 * Sends `total` requests, the given ones in turn, over keep-alive connections that each wait for an answer before the
 * next request. Written on bare sockets, because it shares the machine with what it measures.
 *
 * @param {{ port: number, requests: readonly Buffer[], total: number, connections: number, status: number, until?: number }} plan `until` on performance's clock, after which no request is sent
 * @returns {Promise<number>} seconds from the first request to the last answer; rejects on any other status
 */
export async function sendLoad({ port, requests, total, connections, status, until = Infinity }) {
  const expected = `HTTP/1.1 ${status} `;
  let sent = 0;
  const next = () => (sent < total && performance.now() < until ? requests[sent++ % requests.length] : undefined);
  const sockets = await Promise.all(Array.from({ length: Math.min(connections, total) }, () => open(port)));
  try {
    const start = process.hrtime.bigint();
    await Promise.all(sockets.map((socket) => converse(socket, next, expected)));
    return Number(process.hrtime.bigint() - start) / 1e9;
  } finally {
    for (const socket of sockets) socket.destroy();
  }
}

function open(port) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends requests one after the other until there are none left. */
function converse(socket, next, expected) {
  return new Promise((resolve, reject) => {
    let answer = Buffer.alloc(0);
    const proceed = () => {
      const request = next();
      if (request === undefined) resolve();
      else socket.write(request);
    };
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The server closed the connection.')));
    socket.on('data', (chunk) => {
      answer = answer.length === 0 ? chunk : Buffer.concat([answer, chunk]);
      if (!isComplete(answer)) return;
      if (answer.latin1Slice(0, expected.length) !== expected) {
        reject(new Error(`Expected ${expected.trim()}, got:\n${answer.toString()}`));
        return;
      }
      answer = Buffer.alloc(0);
      proceed();
    });
    proceed();
  });
}

function isComplete(answer) {
  const end = answer.indexOf(END_OF_HEAD);
  if (end === -1) return false;
  if (NO_CONTENT.test(answer.latin1Slice(0, 13))) return true;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.latin1Slice(0, end))?.[1];
  if (length === undefined) throw new Error(`An answer without Content-Length:\n${answer.toString()}`);
  return answer.length >= end + END_OF_HEAD.length + Number(length);
}
