import { Injectable } from '@nestjs/common';
import type { AnyDocument, ResourceHooks } from '../../src/common/resource/index.js';
import { Client, type Answer } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const MEGABYTE = 1024 * 1024;
const DOMAIN = {
  RESOURCE_METHODS: ['GET', 'POST', 'DELETE'],
  ITEM_METHODS: ['GET', 'PUT', 'PATCH'],
  IF_MATCH: false,
  DOMAIN: {
    things: {
      schema: {
        map: { type: 'dict' },
        list: {
          type: 'list',
          schema: { type: 'dict', schema: { note: { type: 'string', default: 'n'.repeat(1000) } } },
        },
        text: { type: 'string' },
        file: { type: 'binary' },
        grows: { type: 'integer' },
        refs: { type: 'list', schema: { type: 'string', data_relation: { resource: 'things', field: 'text' } } },
      },
    },
  },
};

const REASON = 'would be larger than the database stores (16 MB)';

function text(megabytes: number): string {
  return 'x'.repeat(megabytes * MEGABYTE);
}

/** Adds as many megabytes to a document as it says. */
@Injectable()
class Grow implements ResourceHooks {
  beforeInsert(documents: readonly AnyDocument[]): readonly AnyDocument[] {
    return documents.map(grown);
  }

  beforeUpdate(document: AnyDocument): AnyDocument {
    return grown(document);
  }
}

function grown<T extends object>(document: T): T {
  return 'grows' in document ? { ...document, file: text(Number(document.grows)) } : document;
}

describe('a document that would be larger than the database stores', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ domain: DOMAIN, environment: { BODY_LIMIT: '60000000' }, hooks: [Grow] });
    client = new Client(service.url);
  });
  beforeEach(async () => {
    await client.delete('/things');
  });
  afterAll(async () => {
    await service.stop();
  });

  function expectRejection({ status, body }: Answer): void {
    expect([status, body._error]).toEqual([413, { code: 413, message: `The document ${REASON}.` }]);
  }

  const KINDS: readonly (readonly [kind: string, document: () => object])[] = [
    ['by its defaults', () => ({ list: Array.from({ length: 20_000 }, () => ({})) })],
    ['by its texts, a little', () => ({ text: text(16) })],
    ['by its texts, more than the driver has room for', () => ({ text: text(18), map: { a: 1 } })],
    ['by its files', () => ({ file: Buffer.alloc(20 * MEGABYTE).toString('base64') })],
    ['by what a hook adds, a little', () => ({ grows: 16 })],
    ['by what a hook adds, more than the driver has room for', () => ({ grows: 18 })],
  ];

  it.each(KINDS)('%s is rejected, and nothing of it is stored', async (_kind, document) => {
    expectRejection(await client.post('/things', document()));
    expect(await storedIn(service, 'things').countDocuments()).toBe(0);

    const { path } = await client.create('/things', { map: { kept: true } });
    expectRejection(await client.patch(path, document()));
    const put = document();
    if (!('grows' in put)) expectRejection(await client.put(path, put));
    expect((await client.get(path)).body['map']).toEqual({ kept: true });
  });

  it.each(KINDS)('%s is found in a list, of which nothing is stored', async (_kind, document) => {
    const { status, body } = await client.post('/things', [{ map: {} }, document()]);

    expect([status, body._issues, body._error.message]).toEqual([
      413,
      { 1: REASON },
      `The document at index 1 of the list ${REASON}.`,
    ]);
    expect(await storedIn(service, 'things').countDocuments()).toBe(0);
  });

  it('is not made by changes either, each of which is small, and the one before stays', async () => {
    const members = Object.fromEntries(Array.from({ length: 15 }, (_, n) => [`m${n}`, text(1)]));
    await storedIn(service, 'things').insertOne({ map: members });
    const [{ _id: id } = { _id: '' }] = await storedIn(service, 'things').find({}).project({ _id: 1 }).toArray();

    expectRejection(await client.patch(`/things/${String(id)}`, { map: { m15: text(1) } }));
    expect((await client.patch(`/things/${String(id)}`, { map: { m15: 'small' } })).status).toBe(200);
  });

  it('is one, and documents that are large together are not', async () => {
    const { status } = await client.post(
      '/things',
      Array.from({ length: 4 }, () => ({ text: text(6) })),
    );

    expect(status).toBe(201);
  });

  it('is rejected too where it refers to more than the database takes at once', async () => {
    const refs = [text(18), 'x'];

    const { status, body } = await client.post('/things', { refs });
    expect([status, body._error.message]).toEqual([413, expect.stringContaining('to look up in other documents')]);
  });
});
