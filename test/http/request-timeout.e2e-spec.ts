import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { PeopleModule } from '../fixtures/people.js';
import { captureLog } from '../support/captured-log.js';
import { eventually } from '../support/eventually.js';
import { exchangeBytes } from '../support/raw-http.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { textWith } from '../support/wire.js';

jest.setTimeout(60_000);

const HEAD = ['Host: x', 'Content-Type: application/json', 'X-Request-Id: slow'];
const REFUSAL = { _status: 'ERR', _error: { code: 408, message: 'The request did not arrive in time.' } };

describe('a request that does not arrive', () => {
  const { logger, lines } = captureLog();
  let service: TestApp;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule], environment: { REQUEST_TIMEOUT_MS: '400' }, logger });
  });
  afterAll(async () => {
    await service.stop();
  });

  const exchange = (...parts: readonly string[]): Promise<string> => exchangeBytes(service.url, parts.join('\r\n'));
  const answersIn = (text: string): readonly string[] => text.match(/HTTP\/1\.1 \d+/g) ?? [];
  const bodyOf = (text: string): unknown => JSON.parse(text.slice(text.indexOf('\r\n\r\n')));

  it.each([
    ['a body that is announced', ['POST /people HTTP/1.1', ...HEAD, 'Content-Length: 100', '', '{"lastname":']],
    ['a body in chunks', ['POST /people HTTP/1.1', ...HEAD, 'Transfer-Encoding: chunked', '', '3', '{"a', '']],
    ['nothing of its body', ['POST /people HTTP/1.1', ...HEAD, 'Content-Length: 100', '', '']],
    ['half of its headers', ['POST /people HTTP/1.1', 'Host: x', 'Content-Ty']],
  ])('is answered 408 where it sends %s, and its connection is closed', async (_, parts) => {
    const text = await exchange(...parts);

    expect(answersIn(text)).toEqual(['HTTP/1.1 408']);
    expect(text.toLowerCase()).toContain('\r\nconnection: close\r\n');
    expect(bodyOf(text)).toEqual(REFUSAL);
  });

  it('is answered and logged under its id', async () => {
    const text = await exchange('POST /people HTTP/1.1', ...HEAD, 'Content-Length: 100', '', '{');

    expect(text).toMatch(/\r\nx-request-id: slow\r\n/i);
    const logged = await eventually(
      () => lines.filter(({ requestId, status }) => requestId === 'slow' && status === 408),
      ({ length }) => length > 0,
    );
    expect(logged[0]).toMatchObject({ msg: 'request', url: textWith('/people') });
    expect(lines.filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });

  it('is answered 408 when it comes in drops', async () => {
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    const closed = new Promise<void>((resolve) => void socket.on('close', resolve));
    socket.on('data', (chunk) => chunks.push(chunk)).on('error', () => undefined);
    socket.write(['POST /people HTTP/1.1', ...HEAD, 'Content-Length: 100000', '', ''].join('\r\n'));
    const drops = setInterval(() => {
      if (socket.writable) socket.write(' ');
    }, 20);
    await closed;
    clearInterval(drops);

    expect(answersIn(Buffer.concat(chunks).toString())).toEqual(['HTTP/1.1 408']);
  });

  it.each([
    ['rejected', 'POST /nothing HTTP/1.1', 'HTTP/1.1 404'],
    ['answered', 'GET /people HTTP/1.1', 'HTTP/1.1 200'],
  ])('gets no second answer where it was %s without its body', async (_, line, status) => {
    const text = await exchange(line, ...HEAD, 'Content-Length: 100', '', '{');

    expect(answersIn(text)).toEqual([status]);
  });

  it('does not disturb others on the same connection: it may rest between two requests', async () => {
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    const received = (): readonly string[] => answersIn(Buffer.concat(chunks).toString());
    for (const count of [1, 2]) {
      socket.write('GET /api/liveness HTTP/1.1\r\nHost: x\r\n\r\n');
      await eventually(received, ({ length }) => length === count);
      await delay(1_500);
    }
    socket.end();

    expect(received()).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
  });
});
