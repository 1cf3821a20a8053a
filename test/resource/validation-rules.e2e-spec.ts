import { fieldsOf } from '../../src/common/resource/definition/declare-field.js';
import { Specimen, SpecimensModule } from '../fixtures/specimens.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

type Members = Record<string, unknown>;

/** What a client sends, and what `_issues` says: every message of Eve's reference (section 1.6), compared with Cerberus 1.3.8. */
const WRONG: readonly [string, Members, Members][] = [
  ['the value of a type list', { mixed: 1.5 }, { mixed: "must be of ['string', 'integer'] type" }],
  ['a text that is no decimal', { dec: 'x' }, { dec: 'must be of decimal type' }],
  ['a decimal below the least', { dec: '0.99' }, { dec: 'min value is 1' }],
  ['a decimal above the most', { dec: 10.01 }, { dec: 'max value is 10' }],
  ['a text that is no day', { day: 'someday' }, { day: 'must be of date type' }],
  ['a reference without an id', { ref: { $ref: 'people' } }, { ref: 'must be of dbref type' }],
  ['a reference with more', { ref: { $ref: 'people', $id: 'x', $x: 1 } }, { ref: 'must be of dbref type' }],
  ['a text that is not base 64', { bin: '*' }, { bin: 'must be of binary type' }],
  ['a set with duplicates', { uniq: ['a', 'b', 'a'] }, { uniq: 'must be of set type' }],
  ['a scalar for a container', { box: 'x' }, { box: 'must be of container type' }],
  ['a date too early', { born: '1999-12-31' }, { born: 'min value is 2000-01-01 00:00:00' }],
  ['a date too late', { born: '2021-01-01' }, { born: 'max value is 2020-01-01 12:30:00.500000' }],
  ['a short text', { word: 'a' }, { word: 'min length is 2' }],
  ['several mistakes', { word: 'A' }, { word: ['min length is 2', "value does not match regex '^[a-z]+$'"] }],
  ['a match of a part', { word: 'ab1' }, { word: "value does not match regex '^[a-z]+$'" }],
  ['what only begins like an alternative', { loose: 'bxx' }, { loose: "value does not match regex 'a|b'" }],
  ['a value that is not allowed', { choice: 'z' }, { choice: 'unallowed value z' }],
  ['elements that are not allowed', { choices: ['z', 'x', 'y', 'q'] }, { choices: "unallowed values ('z', 'q')" }],
  ['one element that is not allowed', { choices: ['z'] }, { choices: "unallowed values ('z',)" }],
  ['a forbidden value', { user: 'root' }, { user: 'unallowed value root' }],
  ['forbidden elements', { users: ['x', 'root'] }, { users: "unallowed values ['root']" }],
  ['missing elements', { letters: ['c'] }, { letters: "missing members {'a', 'b'}" }],
  ['an empty text', { full: '' }, { full: 'empty values not allowed' }],
  ['an empty sub-document', { fullmap: {} }, { fullmap: 'empty values not allowed' }],
  ['a field without another', { dep: 'x' }, { dep: "field 'str' is required" }],
  ['a field without others', { deps: 'x' }, { deps: ["field 'sub.a' is required", "field 'str' is required"] }],
  [
    'a field beside other values',
    { depval: 'x', str: 'no' },
    { depval: "depends on these values: {'choices': [['x']], 'str': 'yes'}" },
  ],
  ['fields that exclude each other', { exc: 'x', int: 1 }, { exc: "'str', 'int' must not be present with 'exc'" }],
  [
    'what no alternative takes',
    { anyof: 5 },
    {
      anyof: [
        'no definitions validate',
        { 'anyof definition 0': 'must be of string type', 'anyof definition 1': 'min value is 10' },
      ],
    },
  ],
  [
    'what one alternative of all rejects',
    { allof: 5 },
    { allof: ["one or more definitions don't validate", { 'allof definition 0': 'min value is 10' }] },
  ],
  ['what two alternatives take', { oneof: 15 }, { oneof: 'none or more than one rule validate' }],
  [
    'what a forbidden alternative takes',
    { noneof: 15 },
    { noneof: ['one or more definitions validate', { 'noneof definition 1': 'unallowed value 15' }] },
  ],
  [
    'a sub-document that no alternative takes',
    { shape: { b: 1 } },
    {
      shape: [
        'no definitions validate',
        {
          'anyof definition 0': { a: 'required field', b: 'unknown field' },
          'anyof definition 1': 'must be of list type',
        },
      ],
    },
  ],
  [
    'a list that no alternative takes',
    { shape: [1, 'x'] },
    {
      shape: [
        'no definitions validate',
        { 'anyof definition 0': 'must be of dict type', 'anyof definition 1': { 1: 'must be of integer type' } },
      ],
    },
  ],
  ['a sub-document without a required field', { sub: {} }, { sub: { a: 'required field' } }],
  [
    'elements that are wrong sub-documents',
    { subs: [{ x: 1 }, {}, 3] },
    { subs: { 1: { x: 'required field' }, 2: 'must be of dict type' } },
  ],
  ['elements of elements', { matrix: [[1, 'x']] }, { matrix: { 0: { 1: 'must be of integer type' } } }],
  ['too few elements', { pair: ['a'] }, { pair: 'length of list should be 2, it is 1' }],
  ['an element in the wrong place', { pair: ['a', 'b'] }, { pair: { 1: 'must be of integer type' } }],
  ['a name that breaks a rule', { keys: { B1: 1 } }, { keys: { B1: "value does not match regex '[a-z]+'" } }],
  ['a member that breaks a rule', { values: { b: 'x' } }, { values: { b: 'must be of integer type' } }],
  [
    'a value that cannot be coerced',
    { co: 'x' },
    { co: ["field 'co' cannot be coerced: invalid literal for int() with base 10: 'x'", 'must be of integer type'] },
  ],
  ['what a function rejects', { checked: 'odd' }, { checked: 'is odd' }],
  ['a sub-document that lacks one of all fields', { complete: {} }, { complete: { a: 'required field' } }],
  [
    'an unstorable name in a free value',
    { any: { x: [{ $set: 1 }] } },
    { any: { x: { 0: { $set: 'unknown field' } } } },
  ],
  ['an unstorable name among unknown fields', { open: { $set: 1 } }, { open: { $set: 'unknown field' } }],
  ['a name with NUL', { values: { 'a\0': 1 } }, { values: { 'a\0': 'unknown field' } }],
];

/** What a client sends, and what it reads again. */
const RIGHT: readonly [string, Members, Members][] = [
  ['one type of several', { mixed: '5' }, { mixed: '5' }],
  ['the other type of several', { mixed: 5 }, { mixed: 5 }],
  ['a decimal as text', { dec: '1.10' }, { dec: '1.10' }],
  ['a decimal as a number', { dec: 1.5 }, { dec: '1.5' }],
  ['a day', { day: '2020-02-29' }, { day: 'Sat, 29 Feb 2020 00:00:00 GMT' }],
  [
    'a reference',
    { ref: { $ref: 'people', $id: '0123456789abcdef01234567', $db: 'other' } },
    { ref: { $ref: 'people', $id: '0123456789abcdef01234567', $db: 'other' } },
  ],
  ['a reference by its older name', { ref: { $col: 'people', $id: 7 } }, { ref: { $ref: 'people', $id: 7 } }],
  ['binary data', { bin: 'AAEC/w==' }, { bin: 'AAEC/w==' }],
  ['a set', { uniq: ['a', 'b'] }, { uniq: ['a', 'b'] }],
  ['a container of either kind', { box: [{ a: 1 }] }, { box: [{ a: 1 }] }],
  ['anything', { any: { a: [null, { b: 'x' }] } }, { any: { a: [null, { b: 'x' }] } }],
  ['what begins like the first alternative, as Eve does', { loose: 'axx' }, { loose: 'axx' }],
  ['dates within limits', { born: '2000-01-01' }, { born: 'Sat, 01 Jan 2000 00:00:00 GMT' }],
  ['allowed elements', { choices: ['y', 'x'] }, { choices: ['y', 'x'] }],
  ['all the elements wanted', { letters: ['b', 'c', 'a'] }, { letters: ['b', 'c', 'a'] }],
  ['a field with the others', { deps: 'x', str: 'y', sub: { a: 1 } }, { deps: 'x' }],
  ['a field beside the right values', { depval: 'x', str: 'yes', choices: ['x'] }, { depval: 'x' }],
  ['what an alternative takes', { anyof: 10 }, { anyof: 10 }],
  ['what exactly one alternative takes', { oneof: 5 }, { oneof: 5 }],
  ['what no alternative takes where none may', { noneof: 4 }, { noneof: 4 }],
  ['a sub-document of one alternative', { shape: { a: 1 } }, { shape: { a: 1 } }],
  ['a list of fixed length', { pair: ['a', '2'] }, { pair: ['a', 2] }],
  ['members of one type', { values: { a: '1', b: 2 } }, { values: { a: 1, b: 2 } }],
  ['a value to coerce', { co: ' 5 ' }, { co: 5 }],
  ['a value to coerce twice', { lower: '  ABC ' }, { lower: 'abc' }],
  ['unknown fields where they are kept', { open: { a: 1, b: { c: [1] } } }, { open: { a: 1, b: { c: [1] } } }],
  ['unknown fields where they are dropped', { purged: { a: 1, b: 2 } }, { purged: { a: 1 } }],
  ['a field without its exception', { complete: { a: 1 } }, { complete: { a: 1 } }],
  ['a field under its former name', { oldstr: 'x' }, { str: 'x' }],
  ['defaults that build on each other', { preset: 'own' }, { preset: 'own', derived: 'from own' }],
];

const JSON_TYPE = { 'content-type': 'application/json' };

const SPECIMEN_FIELDS = fieldsOf(Specimen).map(({ name }) => name);

/** What clients send by mistake or on purpose. */
const ODD_VALUES: readonly unknown[] = [
  ...[null, true, 0, -1.5, 2 ** 60, '', ' ', 'x', '$&', '$value', '2020-01-01', '-', '9'.repeat(400), '\0'],
  ...[[], [null], [[]], [{}], [1, 'x', null], ['x', 'x'], [{ $set: 1 }]],
  ...[{}, { a: null }, { a: {} }, { '': 1 }, { 'a.b': 1 }, { $ref: 'x', $id: {} }, { $ref: 'x', $id: 'y', $db: 5 }],
  ...[{ type: 'Point' }, { type: 'Polygon', coordinates: [[null]] }, { type: 'Feature', geometry: { type: 'Point' } }],
  ...[{ length: 3 }, { constructor: 1, toString: 'x', hasOwnProperty: null }, { _bsontype: 'ObjectId', id: 'x' }],
];

describe('validation rules', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [SpecimensModule] });
    client = new Client(service.url);
  });
  afterEach(async () => {
    await storedIn(service, 'specimens').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each(WRONG)('reject %s in POST, PUT and PATCH', async (_what, wrong, issues) => {
    const rejected = await client.post('/specimens', wrong);
    expect(rejected.status).toBe(422);
    expect(rejected.body._issues).toEqual(issues);
    expect(await client.count('/specimens')).toBe(0);
    const { path, etag } = await client.create('/specimens', {});
    for (const answer of [
      await client.put(path, wrong, { 'if-match': etag }),
      await client.patch(path, wrong, { 'if-match': etag }),
    ]) {
      expect(answer.status).toBe(422);
      expect(answer.body).toEqual({ _status: 'ERR', _issues: issues });
    }
  });

  it.each(RIGHT)('take %s', async (_what, sent, served) => {
    const { path, etag } = await client.create('/specimens', sent);
    expect((await client.get(path)).body).toMatchObject(served);
    expect((await client.put(path, sent, { 'if-match': etag })).status).toBe(200);
    expect((await client.get(path)).body).toMatchObject(served);
  });

  it('take what is stored for what a PATCH depends on', async () => {
    const { path, etag } = await client.create('/specimens', { str: 'x', sub: { a: 1 } });
    const { status } = await client.patch(path, { deps: 'y' }, { 'if-match': etag });
    expect(status).toBe(200);
    const other = await client.create('/specimens', { str: 'x' });
    const rejected = await client.patch(other.path, { deps: 'y' }, { 'if-match': other.etag });
    expect(rejected.body._issues).toEqual({ deps: "field 'sub.a' is required" });
  });

  it('hold for a geometry after a PATCH: it is replaced, not merged with the one before', async () => {
    const collection = { type: 'Feature', geometry: { type: 'GeometryCollection', geometries: [] } };
    const point = { type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] } };
    const { path, etag } = await client.create('/specimens', { feature: collection });
    expect((await client.patch(path, { feature: point }, { 'if-match': etag })).status).toBe(200);
    expect((await client.get(path)).body['feature']).toEqual(point);
  });

  it('reject or take whatever a field is sent, and never break', async () => {
    const { body: empty } = await client.get('/specimens?where={}');
    expect(empty._items).toEqual([]);
    for (const name of SPECIMEN_FIELDS) {
      const bodies = ODD_VALUES.map((value) => JSON.stringify({ [name]: value }));
      const answers = await Promise.all([
        ...bodies.map((body) => client.send('POST', '/specimens', { body, headers: JSON_TYPE })),
        client.send('POST', '/specimens', { body: `{"${name}":1e400}`, headers: JSON_TYPE }),
      ]);
      expect(
        answers.filter(({ status }) => ![201, 422].includes(status)).map(({ text }) => `${name}: ${text}`),
      ).toEqual([]);
    }
    expect((await client.get('/specimens?max_results=50')).status).toBe(200);
  }, 120_000); // some two thousand requests, on a busy machine

  it('cannot hang on a regular expression', async () => {
    const { status } = await client.post('/specimens', { evil: 'a'.repeat(100_000) });
    expect(status).toBe(422);
  }, 5000);

  it('reject what is nested beyond all measure', async () => {
    const deep = '{"a":'.repeat(5000) + '1' + '}'.repeat(5000);
    const geometry = '{"type":"GeometryCollection","geometries":['.repeat(2000) + ']}'.repeat(2000);
    for (const body of [`{"any":${deep}}`, `{"geometrycollection":${geometry}}`, `{"any":${geometry}}`]) {
      const answer = await client.send('POST', '/specimens', { body, headers: { 'content-type': 'application/json' } });
      expect(answer.status).toBe(422);
    }
  });

  it('reject it in whatever field, before a rule walks through it', async () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    const names = [...SPECIMEN_FIELDS, 'sub.a', 'open.x'];
    const answers = await Promise.all(
      names.flatMap((name) => [
        client.send('POST', '/specimens', { body: `{"${name}":${deep}}`, headers: JSON_TYPE }),
        client.send('POST', '/specimens', { body: `{"${name}":[${deep}]}`, headers: JSON_TYPE }),
      ]),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 422));
    expect(answers[0]?.body._issues).toEqual({ str: 'nested too deeply' });
  });

  it('reject a dotted name of very many parts', async () => {
    const { status } = await client.post('/specimens', { ['a.'.repeat(100_000)]: 1 });
    expect(status).toBe(422);
    const kept = await client.post('/either', { this: 'x', ['a.'.repeat(100_000)]: 1 });
    expect(kept.status).toBe(422);
  }, 5000);

  it.each([
    '{"any":1e400}',
    '{"any":[{"a":-1e400}]}',
    '{"fullmap":{"a":1e400}}',
    '{"open":{"x":1e400}}',
    '{"int":1e400}',
  ])('reject a number beyond all numbers: %s', async (body) => {
    const { status, text } = await client.send('POST', '/specimens', { body, headers: JSON_TYPE });
    expect(status).toBe(422);
    expect(text).toContain('must be a finite number');
  });

  it('reject one as the id of a reference', async () => {
    const body = '{"ref":{"$ref":"people","$id":1e400}}';
    const answer = await client.send('POST', '/specimens', { body, headers: JSON_TYPE });
    expect(answer.body._issues).toEqual({ ref: 'must be of dbref type' });
  });

  it.each([
    ['the year 10000', '9999-12-31T23:59:59-14:00'],
    ['the year 0', '0001-01-01T00:00:00+14:00'],
  ])('reject a date that its offset moves to %s, which no client could send again', async (_year, day) => {
    const { status, body } = await client.post('/specimens', { day });
    expect(status).toBe(422);
    expect(body._issues).toEqual({ day: 'must be of date type' });
  });
});

describe('a unique field', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [SpecimensModule] });
    client = new Client(service.url);
  });
  afterEach(async () => {
    await storedIn(service, 'specimens').deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is unique within one payload: the second of two is rejected', async () => {
    const { status, body } = await client.post('/specimens', [
      { name: 'a', sub: { a: 1, code: 'x' } },
      { name: 'b', codes: ['p', 'q'] },
      { name: 'a', sub: { a: 2, code: 'x' }, codes: ['q'] },
    ]);
    expect(status).toBe(422);
    expect(body._items).toEqual([
      { _status: 'OK' },
      { _status: 'OK' },
      {
        _status: 'ERR',
        _issues: {
          name: "value 'a' is not unique",
          sub: { code: "value 'x' is not unique" },
          codes: { 0: "value 'q' is not unique" },
        },
      },
    ]);
    expect(await client.count('/specimens')).toBe(0);
  });

  it('is unique in a sub-document too, and the issue stands there', async () => {
    await client.create('/specimens', { sub: { a: 1, code: 'x' } });
    const { status, body } = await client.post('/specimens', { sub: { a: 2, code: 'x' } });
    expect(status).toBe(422);
    expect(body._issues).toEqual({ sub: { code: "value 'x' is not unique" } });
  });

  it('is unique in a list too, and the issue stands at its element', async () => {
    await client.create('/specimens', { codes: ['in a list', 'other'] });
    const { status, body } = await client.post('/specimens', { codes: ['free', 'in a list'] });
    expect([status, body._issues]).toEqual([422, { codes: { 1: "value 'in a list' is not unique" } }]);
  });

  it('may repeat a value within one document', async () => {
    expect((await client.post('/specimens', { codes: ['p', 'p'] })).status).toBe(201);
    expect((await client.post('/specimens', { codes: ['p'] })).status).toBe(422);
  });
});

describe('a resource with options of its own', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [SpecimensModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('reports every issue in a list', async () => {
    const { body } = await client.post('/either', { this: 'x', sub: { a: 'x' } });
    expect(body._issues).toEqual({ sub: [{ a: ['must be of integer type'] }] });
  });

  it('requires one of two fields that exclude each other', async () => {
    expect((await client.post('/either', { that: 'x' })).status).toBe(201);
    expect((await client.post('/either', {})).body._issues).toEqual({
      this: ['required field'],
      that: ['required field'],
    });
    expect((await client.post('/either', { this: 'x', that: 'y' })).body._issues).toEqual({
      this: ["'that' must not be present with 'this'"],
      that: ["'this' must not be present with 'that'"],
    });
  });

  it('keeps unknown fields and finds documents by them', async () => {
    const { path } = await client.create('/either', { this: 'x', extra: { a: [1] } });
    expect((await client.get(path)).body).toMatchObject({ extra: { a: [1] } });
    const { body } = await client.get(`/either?where=${encodeURIComponent('{"extra.a":1}')}`);
    expect(body._items).toHaveLength(1);
    expect((await client.post('/either', { this: 'x', $set: 1 })).body._issues).toEqual({ $set: ['unknown field'] });
  });
});
