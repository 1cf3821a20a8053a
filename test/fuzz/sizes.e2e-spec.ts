import fc from 'fast-check';
import { Client, type Answer } from '../support/client.js';
import { fuzz } from '../support/fuzz.js';
import { storedIn } from '../support/stored.js';
import { SIZED_DOMAIN, sizedBody, type SizedBody } from './sized-bodies.js';
import { sizedQuery } from './sized-queries.js';
import { requireSound } from './sound-answer.js';

import { startTestApp, type TestApp } from '../support/test-app.js';
import { captureLog, messagesOf } from '../support/captured-log.js';

const ID = '507f1f77bcf86cd799439011';

/** Most issues that an answer tells. */
const MOST_TOLD = 100;

/** Of what an answer says, whatever was sent: in characters. */
const LONGEST_SHORT_ANSWER = 30_000;
/** What an answer says of each document. */
const LONGEST_RESULT = 500;

type Method = 'POST' | 'PUT' | 'PATCH';

/** The statuses of docs/errors.md that a body, or a query string, can have. */
const STATUSES_OF_BODIES = [200, 201, 400, 413, 422];
const STATUSES_OF_QUERIES = [200, 400, 431];

describe('a request of any size', () => {
  const { logger, lines } = captureLog('error');
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ domain: SIZED_DOMAIN, logger });
    client = new Client(service.url);
    await client.post('/specimens', { name: 'kept', number: 1 });
  });
  afterEach(() => {
    expect(messagesOf(lines)).toEqual([]);
  });
  afterAll(async () => {
    await service.stop();
  });

  const stored = (url: string): Promise<readonly object[]> =>
    storedIn(service, url)
      .find({ name: { $ne: 'kept' } })
      .toArray();

  const send = async (method: Method, { url, json }: SizedBody): Promise<Answer> => {
    const path = method === 'POST' ? `/${url}` : `/${url}/${ID}`;
    const answer = await client.send(method, path, { headers: { 'content-type': 'application/json' }, body: json });
    requireSound(answer, method);
    return answer;
  };

  fuzz(
    'gets an answer in proportion, with all issues counted and a hundred told, and is stored as a whole or not at all',
    fc.asyncProperty(sizedBody, fc.constantFrom<Method>('POST', 'PUT', 'PATCH'), async (body, method) => {
      await storedIn(service, body.url).deleteMany({ name: { $ne: 'kept' } });
      if (method === 'PATCH') await client.send('PUT', `/${body.url}/${ID}`, { headers: { 'content-type': 'application/json' }, body: '{"name":"before"}' }); // prettier-ignore
      const before = await stored(body.url);
      const { status, text, body: answer } = await send(method, body);

      expect(STATUSES_OF_BODIES).toContain(status);
      if (status >= 400) expect(await stored(body.url)).toEqual(before);
      else expect(await stored(body.url)).toHaveLength(method === 'POST' ? body.documents : 1);
      requireCounted(answer, { ...body, issues: method === 'POST' || body.documents === 1 ? body.issues : undefined });
      expect(text.length).toBeLessThan(LONGEST_SHORT_ANSWER + 2 * body.json.length + LONGEST_RESULT * body.documents);
    }),
    250,
  );

  fuzz(
    'that asks gets an answer in proportion',
    fc.asyncProperty(sizedQuery, fc.constantFrom('', `/${ID}`), async ({ text: asked }, item) => {
      const answer = await client.get(`/specimens${item}${asked}`);
      if (answer.status !== 431) requireSound(answer);
      expect(item === '' ? STATUSES_OF_QUERIES : [...STATUSES_OF_QUERIES, 404]).toContain(answer.status);
      expect(countIn(answer.body._issues)).toBeLessThanOrEqual(MOST_TOLD);
      expect(answer.text.length).toBeLessThan(LONGEST_SHORT_ANSWER + 6 * asked.length);
    }),
    250,
  );
});

/** A hundred at the most are told; where there are more their number is. */
function requireCounted(answer: Answer['body'], { documents, issues }: SizedBody): void {
  const { _items = [], _issues, _error } = answer as Partial<Answer['body']>;
  const told = documents === 1 || _issues ? countIn(_issues) : countIn(_items.map((one) => one._issues));
  const { issueCount } = (_error ?? {}) as { readonly issueCount?: number };
  expect(told).toBeLessThanOrEqual(MOST_TOLD);
  if (issueCount !== undefined) expect(issueCount).toBeGreaterThan(told);
  if (issues === undefined) return;
  expect({ told, issueCount }).toEqual({
    told: Math.min(issues, MOST_TOLD),
    issueCount: issues > MOST_TOLD ? issues : undefined,
  });
}

function countIn(issues: unknown): number {
  if (typeof issues === 'string') return 1;
  if (typeof issues !== 'object' || issues === null) return 0;
  return Object.values(issues).reduce((sum: number, issue) => sum + countIn(issue), 0);
}
