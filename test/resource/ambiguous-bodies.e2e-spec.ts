import { Client, type Answer } from '../support/client.js';
import { multipart } from '../support/multipart.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const DOMAIN = {
  RESOURCE_METHODS: ['GET', 'POST'],
  ITEM_METHODS: ['GET', 'PUT', 'PATCH'],
  IF_MATCH: false,
  MULTIPART_FORM_FIELDS_AS_JSON: true,
  DOMAIN: {
    any: {
      allow_unknown: true,
      schema: {
        addr: { type: 'dict', schema: { city: { type: 'string' }, zip: { type: 'integer' } } },
        deep: { type: 'dict' },
        list: { type: 'list' },
      },
    },
    renamed: {
      schema: {
        name: { type: 'string' },
        ren: { type: 'string', rename: 'name' },
        map: { type: 'dict', keysrules: { type: 'string', coerce: 'lower' } },
        sub: { type: 'dict', schema: { a: { type: 'string' }, b: { rename: 'a' } } },
      },
    },
    texts: { allow_unknown: true, schema: { _id: { type: 'string' } } },
  },
};

describe('a body that gives a value in two ways, of which one would be lost', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ domain: DOMAIN });
    client = new Client(service.url);
  });
  afterEach(async () => {
    for (const name of ['any', 'renamed', 'texts']) await storedIn(service, name).deleteMany({});
  });
  afterAll(() => service.stop());

  function expectRejection({ status, body }: Answer, path: string): void {
    expect([status, body._issues]).toEqual([400, { [path]: 'given several times' }]);
    expect(body._error.message).toBe('The request body gives a name several times');
  }

  it.each<[object, string]>([
    [{ addr: 1, 'addr.city': 'x' }, 'addr'],
    [{ 'addr.city': 'x', addr: 1 }, 'addr'],
    [{ addr: null, 'addr.city': 'x' }, 'addr'],
    [{ addr: { city: 'x' }, 'addr.city': 'y' }, 'addr.city'],
    [{ 'addr.city': 'x', addr: { city: 'x' } }, 'addr.city'],
    [{ 'deep.a': 1, 'deep.a.b': 2 }, 'deep.a'],
    [{ 'deep.a.b': 2, 'deep.a': 1 }, 'deep.a'],
    [{ deep: { a: { b: { c: 1 } } }, 'deep.a': { b: { c: 2 } } }, 'deep.a.b.c'],
    [{ list: [1], 'list.0': 2 }, 'list'],
    [{ list: [{ a: 1, 'a.b': 2 }] }, 'list.0.a'],
    [{ deep: { a: { b: 1 }, 'a.b': 2 } }, 'deep.a.b'],
  ])('is rejected, in POST, PUT and PATCH: %j', async (document, path) => {
    expectRejection(await client.post('/any', document), path);
    expectRejection(await client.post('/any', [{}, document]), `1.${path}`);
    expect(await storedIn(service, 'any').countDocuments({})).toBe(0);
    const { path: url } = await client.create('/any', {});
    expectRejection(await client.put(url, document), path);
    expectRejection(await client.patch(url, document), path);
  });

  it('is rejected as a form', async () => {
    const body = 'addr=1&addr.city=x';
    expectRejection(await client.send('POST', '/any', { headers: FORM, body }), 'addr');
    const parts = multipart(['name="addr"', '{"city":"x"}'], ['name="addr.city"', 'y']);
    expectRejection(await client.send('POST', '/any', parts), 'addr.city');
  });

  it.each<[object, object]>([
    [{ addr: { zip: 1 }, 'addr.city': 'x' }, { addr: { zip: 1, city: 'x' } }],
    [{ 'addr.city': 'x', 'addr.zip': 1 }, { addr: { city: 'x', zip: 1 } }],
    [{ deep: { a: { b: 1 } }, 'deep.a': { c: 2 }, 'deep.a.d': 3 }, { deep: { a: { b: 1, c: 2, d: 3 } } }],
  ])('is none where nothing is lost: %j', async (document, stored) => {
    const { path } = await client.create('/any', document);
    expect((await client.get(path)).body).toMatchObject(stored);
  });

  it.each<[object, object]>([
    [{ ren: 'ab', name: 'cd' }, { name: 'given several times' }],
    [{ name: 'ab', ren: 'cd' }, { name: 'given several times' }],
    [{ map: { a: 1, A: 2 } }, { map: { a: 'given several times' } }],
    [{ sub: { a: 'x', b: 'y' } }, { sub: { a: 'given several times' } }],
  ])('is 422 where two names are stored as one: %j', async (document, issues) => {
    const { status, body } = await client.post('/renamed', document);
    expect([status, body._issues]).toEqual([422, issues]);
    const { path } = await client.create('/renamed', { ren: 'ab' });
    expect((await client.patch(path, document)).body._issues).toEqual(issues);
    expect((await client.get(path)).body['name']).toBe('ab');
  });

  describe('and members that the server knows, by their parts', () => {
    it('are validated as if they were written whole', async () => {
      for (const document of [{ '_id.x': 9 }, { _id: { x: 9 } }, { '_id.': 1 }]) {
        const { status, body } = await client.post('/any', document);
        expect([status, body._issues]).toEqual([422, { _id: 'must be of objectid type' }]);
        const text = await client.post('/texts', document);
        expect([text.status, text.body._issues]).toEqual([422, { _id: 'must be of string type' }]);
        const { path } = await client.create('/any', {});
        expect((await client.put(path, document)).status).toBe(400);
        expect((await client.patch(path, document)).status).toBe(400);
      }
    });

    it('are neither stored nor believed', async () => {
      const forged = { '_links.self': 'me', '_etag.x': 'mine', '_created.x': 1, '_updated.x': 2 };
      const { path, id } = await client.create('/any', forged);
      const { body } = await client.get(path);
      expect(body._links['self']).toEqual({ title: 'Any', href: `any/${id}` });
      const stored = await storedIn(service, 'any').findOne({});
      expect(Object.keys(stored ?? {}).sort()).toEqual(['_created', '_etag', '_id', '_updated']);
      expect(stored?.['_created']).toBeInstanceOf(Date);
    });

    it.each(['_id', '_updated', '_created', '_etag'])('are no names to rename to: %s', async (rename) => {
      const domain = { DOMAIN: { a: { allow_unknown: true, schema: { own: { type: 'string', rename } } } } };
      await expect(startTestApp({ domain })).rejects.toThrow(`the engine writes ${rename} itself`);
    });
  });
});
