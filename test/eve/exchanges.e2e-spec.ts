import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sendRaw } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { steady } from './steady.js';

/** Settings, and what was asked of a service that has them, in this order. */
interface Conversation {
  readonly title: string;
  readonly settings: object;
  readonly exchanges: readonly Exchange[];
}

interface Exchange {
  readonly request: Request;
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

interface Request {
  /** `GET /people` */
  readonly line: string;
  /** `<etag>` stands for the last one answered. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body: JSON, or a text as it is. */
  readonly json?: unknown;
  readonly text?: string;
}

/** What Eve 2.3.1 itself answered (scripts/record-eve.py), where docs/eve-differences.md names no difference. */
const FILE = join(import.meta.dirname, 'exchanges.json');
const CONVERSATIONS = JSON.parse(readFileSync(FILE, 'utf8')) as readonly Conversation[];

describe.each(CONVERSATIONS)('as Eve answers: $title', ({ settings, exchanges }) => {
  let service: TestApp;
  let etag = '';

  beforeAll(async () => {
    service = await startTestApp({ domain: settings });
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each(exchanges.map((exchange) => [titleOf(exchange.request), exchange] as const))(
    '%s',
    async (_title, { request, answer }) => {
      const { status, headers, text } = await ask(service.url, request, etag);
      etag = /\b[0-9a-f]{40}\b/.exec(text)?.[0] ?? etag;

      expect({ status, body: steady(isJson(headers) && text !== '' ? JSON.parse(text) : text) }).toEqual({
        status: answer.status,
        body: answer.body,
      });
      const sent = Object.keys(answer.headers).map((name) => [name, inOrder(name, ofState(name, headers.get(name)))]);
      expect(steady(Object.fromEntries(sent))).toEqual(
        Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, inOrder(name, value)])),
      );
    },
  );
});

function titleOf({ line, json, text }: Request): string {
  const body = json === undefined ? text : JSON.stringify(json);
  return body === undefined ? line : `${line} ${body}`;
}

function ask(origin: string, { line, headers = {}, json, text }: Request, etag: string): ReturnType<typeof sendRaw> {
  const [method = '', ...path] = line.split(' ');
  const given: Record<string, string> = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value.replace('<etag>', etag)]),
  );
  const type = json === undefined ? {} : { 'content-type': 'application/json' };
  const body = json === undefined ? text : JSON.stringify(json);
  return sendRaw(origin, {
    method,
    path: encodeURI(path.join(' ')),
    headers: { ...type, ...given },
    ...(body !== undefined && { body }),
  });
}

function isJson(headers: Headers): boolean {
  return headers.get('content-type') === 'application/json';
}

/** An entity tag says in which format, which Eve's does not (docs/eve-differences.md). */
function ofState(name: string, value: string | null): string | null {
  return name === 'etag' && value !== null ? value.replace(/;[a-z/]+"$/, '"') : value;
}

/** The methods in `Allow` have no order. */
function inOrder(name: string, value: string | null): string | null {
  return name === 'allow' && value !== null ? value.split(', ').toSorted().join(', ') : value;
}
