import { loadSettings } from '../../src/config/load-settings.js';
import fc from 'fast-check';
import { defineResource } from '../../src/common/resource/definition/define-resource.js';
import { Member, MembersModule } from '../fixtures/members.js';
import { Person } from '../fixtures/people.js';
import { Specimen, SpecimensModule } from '../fixtures/specimens.js';
import { Shelf, Work, WorksModule } from '../fixtures/works.js';
import { Client, sendRaw } from '../support/client.js';
import { fuzz } from '../support/fuzz.js';
import { edgeText, toJsonText } from './edge-json.js';
import { documentOf } from './nearly-right.js';
import { queryStringFor } from './query-strings.js';
import { requireSound } from './sound-answer.js';
import { startWatchedApp, type WatchedApp } from './watched-app.js';

/** What Node's client rejects to send as part of a path. */
const UNSENDABLE = /[^\x21-\xff]/gu;

/** Node reads 16 KiB of headers, the URL among them. */
const MOST_CHARACTERS = 12_000;

describe('any query string', () => {
  let service: WatchedApp;
  let client: Client;

  beforeAll(async () => {
    service = await startWatchedApp([SpecimensModule, WorksModule, MembersModule]);
    client = new Client(service.url);
  });
  afterEach(() => {
    expect(service.newErrors()).toEqual([]);
  });
  afterAll(async () => {
    await service.stop();
  });

  describe.each([
    ['specimens', Specimen],
    ['works', Work],
    ['people', Person],
    ['members', Member],
    ['shelves', Shelf],
  ])('about %s', (url, model) => {
    const { fields } = defineResource<object>(model, loadSettings({}, []));
    const documents = fc.sample(documentOf(fields), { seed: 1, numRuns: 100 });
    let total: number;
    let item: string;

    beforeAll(async () => {
      const headers = { 'content-type': 'application/json' };
      for (const document of documents) {
        await client.send('POST', `/${url}`, { headers, body: toJsonText(document) });
      }
      const { body } = await client.get(`/${url}`);
      total = body._meta.total;
      item = `/${url}/${body._items[0]?._id ?? ''}`;
    });

    fuzz(
      'is answered or rejected, for a list and for an item',
      fc.asyncProperty(fc.oneof({ weight: 9, arbitrary: queryStringFor(fields) }, edgeText), async (query) => {
        const sent = `?${query.replaceAll(UNSENDABLE, encodeHalf).slice(0, MOST_CHARACTERS)}`;
        for (const path of [`/${url}`, item]) {
          const answer = await sendRaw(service.url, { method: 'GET', path: path + sent });
          requireSound(answer);
          expect([200, 400]).toContain(answer.status);
          if (answer.status === 200 && path !== item) requirePage(JSON.parse(answer.text), total);
        }
      }),
      150,
    );
  });
});

function encodeHalf(character: string): string {
  return new URLSearchParams([['', character]]).toString().slice(1);
}

/** A list, whatever was asked, is no longer than a page, and counts no more than there is. */
function requirePage(page: unknown, total: number): void {
  const { _items, _meta } = page as { _items: readonly unknown[]; _meta: { total: number } };
  expect(_items.length).toBeLessThanOrEqual(50);
  expect(_meta.total).toBeLessThanOrEqual(total);
}
