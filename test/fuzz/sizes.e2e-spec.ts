import fc from 'fast-check';
import { Client, type Answer } from '../support/client.js';
import { fuzz } from '../support/fuzz.js';
import { storedIn } from '../support/stored.js';
import { BODY_KINDS, SIZED_DOMAIN, sizedBody, type SizedBody } from './sized-bodies.js';
import { QUERY_KINDS, sizedQuery } from './sized-queries.js';
import { requireSound } from './sound-answer.js';
import { startWatchedApp, type WatchedApp } from './watched-app.js';

const ID = '507f1f77bcf86cd799439011';

/** Most issues that an answer reports. */
const MOST_TOLD = 100;

/** Of what an answer says, whatever was sent: in characters. */
const LONGEST_ANSWER = 30_000;
/** What an answer says of each document. */
const LONGEST_RESULT = 500;

type Method = 'POST' | 'PUT' | 'PATCH';

/** The statuses of docs/errors.md that a body, or a query string, can have. */
const STATUSES_OF_BODIES = [200, 201, 400, 413, 422];
const STATUSES_OF_QUERIES = [200, 400, 431];

const JSON_TYPE = { 'content-type': 'application/json' };

let service: WatchedApp;
let client: Client;

beforeAll(async () => {
  service = await startWatchedApp([], { domain: SIZED_DOMAIN });
  client = new Client(service.url);
});
afterEach(() => {
  expect(service.newErrors()).toEqual([]);
});
afterAll(async () => {
  await service.stop();
});

describe('a body of any size', () => {
  const stored = (url: string): Promise<readonly object[]> => storedIn(service, url).find({}).toArray();

  const send = async (method: Method, url: string, body: string): Promise<Answer> => {
    const path = method === 'POST' ? `/${url}` : `/${url}/${ID}`;
    const answer = await client.send(method, path, { headers: JSON_TYPE, body });
    requireSound(answer, method);
    return answer;
  };

  describe.each(BODY_KINDS)('of %s', (kind) => {
    fuzz(
      'gets an answer in proportion, with every issue counted and a hundred reported, and is stored as a whole or not at all',
      fc.asyncProperty(
        sizedBody(kind),
        fc.constantFrom<Method>('POST', 'POST', 'PUT', 'PATCH'),
        async (body, method) => {
          await storedIn(service, body.url).deleteMany({});
          if (method === 'PATCH') await send('PUT', body.url, '{"name":"before"}');
          const before = await stored(body.url);
          const { status, text, body: answer } = await send(method, body.url, body.json);

          expect(STATUSES_OF_BODIES).toContain(status);
          if (status >= 400) expect(await stored(body.url)).toEqual(before);
          else expect(await stored(body.url)).toHaveLength(method === 'POST' ? body.documents : 1);
          const isOne = body.documents === 1;
          requireCounted(answer, { ...body, issues: method === 'POST' || isOne ? body.issues : undefined });
          expect(text.length).toBeLessThan(LONGEST_ANSWER + 2 * body.json.length + LONGEST_RESULT * body.documents);
        },
      ),
      8,
    );
  });
});

describe('a query string of any size', () => {
  beforeAll(async () => {
    await storedIn(service, 'specimens').deleteMany({});
    expect((await client.post('/specimens', { name: 'a', number: 1 })).status).toBe(201);
  });

  describe.each(QUERY_KINDS)('of %s', (kind) => {
    fuzz(
      'gets an answer in proportion',
      fc.asyncProperty(sizedQuery(kind), fc.constantFrom('', `/${ID}`), async (asked, item) => {
        const answer = await client.get(`/specimens${item}${asked}`);
        requireSound(answer);
        expect(item === '' ? STATUSES_OF_QUERIES : [...STATUSES_OF_QUERIES, 404]).toContain(answer.status);
        expect(countIn(answer.body._issues)).toBeLessThanOrEqual(MOST_TOLD);
        expect(answer.text.length).toBeLessThan(LONGEST_ANSWER + 6 * asked.length);
      }),
      8,
    );
  });
});

/** A hundred at the most are reported; where there are more their number is. */
function requireCounted(answer: Answer['body'], { documents, issues }: SizedBody): void {
  const { _items = [], _issues, _error } = answer as Partial<Answer['body']>;
  const reported = documents === 1 || _issues ? countIn(_issues) : countIn(_items.map((one) => one._issues));
  const { issueCount } = (_error ?? {}) as { readonly issueCount?: number };
  expect(reported).toBeLessThanOrEqual(MOST_TOLD);
  if (issueCount !== undefined) expect(issueCount).toBeGreaterThan(reported);
  if (issues === undefined) return;
  expect({ reported, issueCount }).toEqual({
    reported: Math.min(issues, MOST_TOLD),
    issueCount: issues > MOST_TOLD ? issues : undefined,
  });
}

function countIn(issues: unknown): number {
  if (typeof issues === 'string') return 1;
  if (typeof issues !== 'object' || issues === null) return 0;
  return Object.values(issues).reduce((sum: number, issue) => sum + countIn(issue), 0);
}
