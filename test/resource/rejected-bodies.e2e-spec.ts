import { Client, query } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { multipart } from '../support/multipart.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

const DOMAIN = {
  RESOURCE_METHODS: ['GET', 'POST'],
  ITEM_METHODS: ['GET', 'PATCH'],
  MULTIPART_FORM_FIELDS_AS_JSON: true,
  DOMAIN: {
    any: {
      allow_unknown: true,
      schema: {
        name: { type: 'string', empty: false },
        free: {},
        d: { type: 'dict' },
        list: { type: 'list' },
        texts: { type: 'list', schema: { type: 'string', empty: false } },
        sub: { type: 'dict', schema: { name: { type: 'string', empty: false } } },
        either: { anyof: [{ type: 'string' }, { type: 'dict' }] },
        map: { type: 'dict', keysrules: { type: 'string' }, valuesrules: { type: 'string' } },
      },
    },
  },
};

describe('what looks right and is not', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ domain: DOMAIN });
    client = new Client(service.url);
  });
  afterEach(async () => {
    await storedIn(service, 'any').deleteMany({});
  });
  afterAll(() => service.stop());

  const countStored = (): Promise<number> => storedIn(service, 'any').countDocuments({});

  describe('a name that an object has twice', () => {
    it.each([
      ['{"name":"a","name":"b"}', 'name'],
      ['{"name":"a","n\\u0061me":"a"}', 'name'],
      ['{"d":{"x":[{"a":1},{"a":1,"b":2,"a":3}]}}', 'd.x.1.a'],
      ['[{"name":"a"},{"d":1,"d":2}]', '1.d'],
    ])('is rejected: %s', async (body, path) => {
      const { status, body: answer } = await client.send('POST', '/any', { body, headers: JSON_TYPE });

      expect([status, answer._issues]).toEqual([400, { [path]: 'given several times' }]);
      expect(answer._error.message).toBe('The request body gives a name several times');
      expect(await countStored()).toBe(0);
    });

    it('is rejected in the JSON of a form', async () => {
      const { status, body: answer } = await client.send(
        'POST',
        '/any',
        multipart(['name="d"', '{"a":{"b":1,"b":2}}']),
      );

      expect([status, answer._issues]).toEqual([400, { 'd.a.b': 'given several times' }]);
      expect(await countStored()).toBe(0);
    });

    it.each([
      ['where', '{"name":"a","name":"b"}', 'name is given several times'],
      ['where', '{"$or":[{"name":{"$gt":"a","$gt":"b"}}]}', '$or.0.name.$gt is given several times'],
      ['projection', '{"name":1,"name":0}', 'name is given several times'],
      ['embedded', '{"name":1,"name":0}', 'name is given several times'],
    ])('is rejected in %s=%s', async (parameter, text, message) => {
      const { status, body } = await client.get(`/any${query({ [parameter]: text })}`);

      expect([status, body._issues]).toEqual([400, { [parameter]: expect.stringContaining(message) as string }]);
    });

    it('may stand in several objects', async () => {
      const body = '[{"name":"a","d":{"name":"a"},"list":[{"name":1},{"name":1}]},{"name":"a:\\"name\\":"}]';

      expect((await client.send('POST', '/any', { body, headers: JSON_TYPE })).status).toBe(201);
    });
  });

  describe('a NUL', () => {
    const REASON = 'must not contain a NUL character';

    it.each<[object, object]>([
      [{ name: 'a\0b' }, { name: REASON }],
      [{ free: '\0' }, { free: REASON }],
      [{ free: { a: ['\0'] } }, { free: { a: { 0: REASON } } }],
      [{ d: { a: { b: 'x\0' } } }, { d: { a: { b: REASON } } }],
      [{ list: [1, '\0'] }, { list: { 1: REASON } }],
      [{ texts: ['a', 'x\0'] }, { texts: { 1: REASON } }],
      [{ sub: { name: '\0' } }, { sub: { name: REASON } }],
      [{ either: '\0' }, { either: REASON }],
      [{ either: { a: '\0' } }, { either: { a: REASON } }],
      [{ map: { a: '\0' } }, { map: { a: REASON } }],
      [{ undeclared: ['\0'] }, { undeclared: { 0: REASON } }],
      [{ 'a\0': 1 }, { 'a\0': 'unknown field' }],
    ])('is rejected in %j', async (document, issues) => {
      const { status, body } = await client.post('/any', document);

      expect([status, body._issues]).toEqual([422, issues]);
      expect(await countStored()).toBe(0);
      const { path } = await client.create('/any', { name: 'a' });
      expect((await client.patch(path, document, { 'if-match': '*' })).body._issues).toEqual(issues);
    });

    it('is rejected in a form', async () => {
      const { status, body } = await client.send('POST', '/any', { body: 'name=a%00', headers: FORM_TYPE });

      expect([status, body._issues]).toEqual([422, { name: REASON }]);
    });

    it.each([
      ['where={"name":"\\u0000"}', 'where'],
      ['where={"d":{"a":["\\u0000"]}}', 'where'],
      ['where={"a\\u0000":1}', 'where'],
      ['where={"name":{"$in":["a","\\u0000"]}}', 'where'],
      ['where={"$expr":{"$eq":["$name","\\u0000"]}}', 'where'],
      ['where=name=="\\0"', 'where'],
      ['sort=a%00', 'sort'],
      ['projection={"a\\u0000":1}', 'projection'],
      ['other=%00', 'other'],
      ['a%00=1', 'a\0'],
    ])('is rejected in ?%s', async (text, parameter) => {
      const { status, body } = await client.get(`/any?${text}`);

      expect([status, Object.keys(body._issues)]).toEqual([400, [parameter]]);
    });

    it('is in no URL', async () => {
      expect((await client.get('/any/%00')).status).toBe(404);
      expect((await client.get('/any/507f1f77bcf86cd79943901%00')).status).toBe(404);
    });
  });

  describe('a text in which nothing can be seen', () => {
    it.each([
      ...[
        ' ',
        '\t\n',
        '\u200b',
        '\u200c\u200d',
        '\u200e\u200f',
        '\u2060',
        '\ufeff',
        '\u00ad',
        '\u115f\u1160',
        '\u3164',
      ],
      ...['\uffa0', '\u00a0\u3000', '\u2028', '\u180e', '\u202e', '\ufe0f', '\u034f', '\u2800', '\u0001', '\u{e0020}'],
    ])('is empty: %j', async (text) => {
      const rejections = [{ name: text }, { texts: [text] }, { sub: { name: text } }];
      for (const document of rejections) expect((await client.post('/any', document)).status).toBe(422);

      const { body } = await client.post('/any', { name: text });
      expect(body._issues).toEqual({ name: 'empty values not allowed' });
      expect(await countStored()).toBe(0);
    });

    it.each(['👨‍👩‍👧', ' a', '\u200ba', '👍🏽', '❤️', 'क्‍ष', '\u202eabc', '.'])('is none with %j', async (name) => {
      const { path } = await client.create('/any', { name });
      expect((await client.get(path)).body['name']).toBe(name);
    });

    it('is stored where a text may be empty', async () => {
      expect((await client.post('/any', { free: '\u200b' })).status).toBe(201);
    });
  });

  describe('a body that is not decoded', () => {
    const FORMS = [
      ['application/json', '{"name":"a"}'],
      ['application/x-www-form-urlencoded', 'name=a'],
    ] as const;

    it.each(FORMS)('is rejected when it is compressed: %s', async (type, body) => {
      for (const coding of ['gzip', 'br', 'identity, deflate', 'x']) {
        const headers = { 'content-type': type, 'content-encoding': coding };
        const answer = await client.send('POST', '/any', { body, headers });

        expect([answer.status, answer.headers.get('accept-encoding')]).toEqual([415, 'identity']);
        expect(answer.body._error.message).toContain(`Content-Encoding is not read: ${coding};`);
      }
      expect(await countStored()).toBe(0);
    });

    it.each(FORMS)('is rejected in other letters: %s', async (type, body) => {
      for (const charset of ['iso-8859-1', 'UTF-16', '"latin1"']) {
        const headers = { 'content-type': `${type}; charset=${charset}` };
        const answer = await client.send('POST', '/any', { body, headers });

        expect(answer.status).toBe(415);
        expect(answer.body._error.message).toBe(
          `The body's charset is not read: ${charset.replaceAll('"', '')}; send UTF-8`,
        );
      }
      expect(await countStored()).toBe(0);
    });

    it('is rejected soon, however long its list of codings is', async () => {
      const headers = { ...JSON_TYPE, 'content-encoding': `${'identity '.repeat(1000)}x` };
      expect((await client.send('POST', '/any', { body: '{}', headers })).status).toBe(415);
    });

    it('is rejected as a multipart form too', async () => {
      const { body, headers: sent } = multipart(['name="name"', 'a']);
      const type = sent['content-type'] ?? '';
      for (const headers of [
        { 'content-type': type, 'content-encoding': 'gzip' },
        { 'content-type': `${type}; charset=utf-16` },
      ])
        expect((await client.send('POST', '/any', { body, headers })).status).toBe(415);
      expect(await countStored()).toBe(0);
    });

    it.each(FORMS)('is read in UTF-8 as it is: %s', async (type, body) => {
      for (const headers of [
        { 'content-type': `${type}; charset=utf-8` },
        { 'content-type': `${type};Charset="UTF8"` },
        { 'content-type': type, 'content-encoding': 'identity' },
      ])
        expect((await client.send('POST', '/any', { body, headers })).status).toBe(201);
    });
  });
});
