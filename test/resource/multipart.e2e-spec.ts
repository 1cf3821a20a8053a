import { connect } from 'node:net';
import { PeopleModule } from '../fixtures/people.js';
import { SpecimensModule } from '../fixtures/specimens.js';
import { Client, sendRaw, type Answer } from '../support/client.js';
import { multipart, multipartOf, type Part } from '../support/multipart.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const BYTES = Buffer.from([0, 255, 13, 10, 45, 45, 128]);

const MALFORMED = 'The multipart/form-data body is malformed, or its Content-Type has no boundary.';

describe('a multipart form as the body of a request', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule, SpecimensModule], environment: { BODY_LIMIT: '100000' } });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  function post(path: string, ...parts: readonly Part[]): Promise<Answer> {
    return client.send('POST', path, multipart(...parts));
  }

  async function read(path: string, { body }: Answer): Promise<Answer['body']> {
    return (await client.get(`${path}/${body._id}`)).body;
  }

  it('is a document whose texts become what their fields are', async () => {
    const created = await post(
      '/people',
      ['name="lastname"', 'Éluard & ☃'],
      ['name="age"', '50'],
      ['name="born"', 'Thu, 27 Aug 1970 14:37:13 GMT'],
      ['name="location.city"', 'NY'],
      ['name="location.address"', '5th\r\nAvenue'],
    );
    expect(created.status).toBe(201);
    expect(await read('/people', created)).toMatchObject({
      lastname: 'Éluard & ☃',
      age: 50,
      born: 'Thu, 27 Aug 1970 14:37:13 GMT',
      location: { city: 'NY', address: '5th\r\nAvenue' },
    });
  });

  it('may come from any client that makes one', async () => {
    const form = new FormData();
    form.append('lastname', 'obama');
    form.append('role', 'author');
    form.append('role', 'copy');
    const created = await client.send('POST', '/people', { body: form });
    expect(await read('/people', created)).toMatchObject({ lastname: 'obama', role: ['author', 'copy'] });
  });

  it('changes and replaces documents too', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'before' });
    const send = (method: string, tag: string, ...parts: readonly Part[]): Promise<Answer> => {
      const { headers, body } = multipart(...parts);
      return client.send(method, path, { headers: { ...headers, 'if-match': tag }, body });
    };
    const changed = await send('PATCH', etag, ['name="age"', '7']);
    expect(changed.status).toBe(200);
    expect((await client.get(path)).body).toMatchObject({ lastname: 'before', age: 7 });
    expect((await send('PUT', changed.body._etag, ['name="lastname"', 'after'])).status).toBe(200);
    const { body } = await client.get(path);
    expect(body['lastname']).toBe('after');
    expect(body).not.toHaveProperty('age');
  });

  it('has its issues reported like any other document', async () => {
    const { status, body } = await post('/people', ['name="age"', 'old'], ['name="nope"', '']);
    expect(status).toBe(422);
    expect(body).toEqual({
      _status: 'ERR',
      _issues: { age: 'must be of integer type', lastname: 'required field', nope: 'unknown field' },
      _error: { code: 422, message: 'Insertion failure: 1 document(s) contain(s) error(s)' },
    });
  });

  describe('with a file', () => {
    it('is the bytes of a binary field', async () => {
      const created = await post('/specimens', ['name="bin"; filename="a.bin"', BYTES]);
      expect(created.status).toBe(201);
      expect((await read('/specimens', created))['bin']).toBe(BYTES.toString('base64'));
      const empty = await post('/specimens', ['name="bin"; filename=""', '']);
      expect((await read('/specimens', empty))['bin']).toBe('');
    });

    it('takes base 64 where the bytes come as a field', async () => {
      const created = await post('/specimens', ['name="bin"', BYTES.toString('base64')]);
      expect((await read('/specimens', created))['bin']).toBe(BYTES.toString('base64'));
    });

    it.each([
      ['str', 'string'],
      ['int', 'integer'],
      ['dec', 'decimal'],
      ['day', 'date'],
      ['born', 'datetime'],
      ['ref', 'dbref'],
      ['uniq', 'set'],
      ['box', 'container'],
      ['mixed', "['string', 'integer']"],
      ['point', 'point'],
      ['choices', 'list'],
      ['sub', 'dict'],
      ['fullmap', 'dict'],
    ])('is rejected by %s, which is no binary field', async (name, type) => {
      const { status, body } = await post('/specimens', [`name="${name}"; filename="a"`, 'x']);
      expect([status, body._issues]).toEqual([422, { [name]: `must be of ${type} type` }]);
    });

    it('is rejected under a name that is no field', async () => {
      const { status, body } = await post('/specimens', ['name="photo"; filename="a.png"', BYTES]);
      expect([status, body._issues]).toEqual([422, { photo: 'unknown field' }]);
    });

    it('is never a bug, whatever field it is given for', async () => {
      const { body } = await client.get('/api/swagger.json');
      const schemas = (body['components'] as { schemas: Record<string, { properties: object }> }).schemas;
      const names = Object.keys(schemas['Specimen']?.properties ?? {});
      expect(names.length).toBeGreaterThan(40);
      for (const name of names) {
        const { status } = await post('/specimens', [`name="${name}"; filename="a"`, BYTES]);
        expect([name, [201, 422].includes(status)]).toEqual([name, true]);
      }
    });
  });

  describe('is rejected and stores nothing', () => {
    const FIELD = 'Content-Disposition: form-data; name="lastname"\r\n\r\nx\r\n';
    let before: number;

    beforeAll(async () => {
      before = await client.count('/people');
    });
    afterAll(async () => {
      expect(await client.count('/people')).toBe(before);
    });

    it.each<[string, string, unknown]>([
      ['of no bytes', '', 'No multipart/form-data supplied'],
      ['of no fields', '--BOUNDARY--\r\n', 'No multipart/form-data supplied'],
      ['of no form at all', 'lastname=x', MALFORMED],
      ['with another boundary', `--OTHER\r\n${FIELD}--OTHER--`, MALFORMED],
      ['that is cut off in a value', `--BOUNDARY\r\n${FIELD}`, MALFORMED],
      ['that is cut off in a header', '--BOUNDARY\r\nContent-Dispo', MALFORMED],
      ['that is cut off behind a boundary', `--BOUNDARY\r\n${FIELD}--BOUNDARY`, MALFORMED],
      ['with a part that has no name', '--BOUNDARY\r\nX: y\r\n\r\nx\r\n--BOUNDARY--', MALFORMED],
    ])('when it is a form %s', async (_what, text, message) => {
      const { status, body } = await client.send('POST', '/people', multipartOf(text));
      expect(status).toBe(400);
      expect(body).toEqual({ _status: 'ERR', _error: { code: 400, message } });
    });

    it.each(['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary=""'])(
      'as %s, without a boundary',
      async (type) => {
        const { body } = multipart(['name="lastname"', 'x']);
        const { status, body: answer } = await client.send('POST', '/people', {
          headers: { 'content-type': type },
          body,
        });
        expect([status, answer._error.message]).toEqual([400, MALFORMED]);
      },
    );

    it('when one form is in another', async () => {
      const inner = '--INNER\r\nContent-Disposition: form-data; name="lastname"\r\n\r\nx\r\n--INNER--';
      const { status, body } = await post('/people', [
        'name="location"\r\nContent-Type: multipart/mixed; boundary=INNER',
        inner,
      ]);
      expect(status).toBe(422);
      expect(body._issues).toEqual({ lastname: 'required field', location: 'must be of dict type' });
    });

    it('when a field that is no list stands there twice', async () => {
      const { status, body } = await post('/people', ['name="lastname"', 'a'], ['name="lastname"', 'b']);
      expect([status, body._issues]).toEqual([422, { lastname: 'must be of string type' }]);
    });

    it.each([
      ['__proto__', '__proto__'],
      ['constructor', 'constructor'],
      ['hasOwnProperty', 'hasOwnProperty'],
      ['', ''],
      ['a\0b', 'a\0b'],
      ['$where', '$where'],
      ['_bsontype', '_bsontype'],
    ])('when it has a field called %j', async (name, reported) => {
      const { status, text } = await post('/people', ['name="lastname"', 'x'], [`name="${name}"`, '{"admin":true}']);
      expect(status).toBe(422);
      expect(Object.entries((JSON.parse(text) as Answer['body'])._issues)).toEqual([[reported, 'unknown field']]);
    });

    it('with a member of a prototype', async () => {
      const parts: Part[] = [
        ['name="lastname"', 'x'],
        ['name="location.__proto__.city"', 'x'],
      ];
      expect((await post('/people', ...parts)).status).toBe(422);
      expect((await post('/people', ['name="lastname"', 'x'], ['name="__proto__.city"', 'x'])).status).toBe(422);
      expect({}).not.toHaveProperty('city');
    });

    it('with 413 when it is larger than BODY_LIMIT, a file or not', async () => {
      for (const disposition of ['name="lastname"', 'name="lastname"; filename="a"']) {
        const { status, body } = await post('/people', [disposition, 'x'.repeat(100_000)]);
        expect([status, body._error.code]).toEqual([413, 413]);
      }
    });

    it('with 413 when it has more than a thousand fields', async () => {
      const { body } = multipart(...Array.from({ length: 10_000 }, (_, index): Part => [`name="f${index}"`, '']));
      const roomy = await startTestApp({ features: [PeopleModule] });
      try {
        const { headers } = multipartOf('');
        const answer = await new Client(roomy.url).send('POST', '/people', { headers, body });
        expect([answer.status, answer.body._error.message]).toEqual([413, 'A form may have 1000 fields at the most.']);
      } finally {
        await roomy.stop();
      }
    });
  });

  it('may be cut off by a client that goes away, and others are served as before', async () => {
    const { port } = new URL(service.url);
    const head =
      'POST /people HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: 99\r\n';
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () =>
        socket.write(`${head}\r\n--B\r\n`, () => socket.destroy()),
      );
      socket.on('close', () => {
        resolve();
      });
    });
    expect((await post('/people', ['name="lastname"', 'alive'])).status).toBe(201);
  });

  it('is not asked for by DELETE and GET, whatever their Content-Type says', async () => {
    const { headers } = multipartOf('');
    const { path, etag } = await client.create('/people', { lastname: 'x' });
    expect((await sendRaw(service.url, { method: 'GET', path, headers })).status).toBe(200);
    expect((await client.delete(path, { ...headers, 'if-match': etag })).status).toBe(204);
  });
});

describe('MULTIPART_FORM_FIELDS_AS_JSON', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    const environment = { MULTIPART_FORM_FIELDS_AS_JSON: 'true' };
    service = await startTestApp({ features: [SpecimensModule], environment });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  async function create(...parts: readonly Part[]): Promise<Answer['body']> {
    const { status, text, body } = await client.send('POST', '/specimens', multipart(...parts));
    if (status !== 201) throw new Error(text);
    return (await client.get(`/specimens/${body._id}`)).body;
  }

  it('reads every field as JSON', async () => {
    const plain = await create(['name="int"', ' 5 '], ['name="users"', '["a","b"]'], ['name="str"', '"5"']);
    expect(plain).toMatchObject({ int: 5, users: ['a', 'b'], str: '5' });
    const nested = await create(
      ['name="sub"', '{"a":1,"code":"☃"}'],
      ['name="letters"', '"a"'],
      ['name="letters"', '"b"'],
    );
    expect(nested).toMatchObject({ sub: { a: 1, code: '☃' }, letters: ['a', 'b'] });
    const { body } = await client.send('POST', '/specimens', multipart(['name="any"', 'null'], ['name="str"', '5']));
    expect(body._issues).toEqual({ any: 'null value not allowed', str: 'must be of string type' });
  });

  it('takes what is no JSON as the text it is', async () => {
    expect(await create(['name="str"', 'say "hi" \\n'])).toMatchObject({ str: 'say "hi" \\n' });
    expect(await create(['name="str"', ''])).toMatchObject({ str: '' });
  });

  it('leaves files and URL-encoded forms alone', async () => {
    expect(await create(['name="bin"; filename="a.json"', '5'])).toMatchObject({ bin: 'NQ==' });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const { body } = await client.send('POST', '/specimens', { headers, body: 'str=5' });
    expect((await client.get(`/specimens/${body._id}`)).body['str']).toBe('5');
  });

  it.each([
    ['{"__proto__":{"admin":true}}', 'forbidden prototype property'],
    ['{"a":{"constructor":{"prototype":{}}}}', 'forbidden prototype property'],
  ])('rejects %s', async (text, issue) => {
    const { status, body } = await client.send('POST', '/specimens', multipart(['name="any"', text]));
    expect([status, body._issues]).toEqual([400, { any: issue }]);
  });

  it('rejects what is nested without end', async () => {
    const text = '['.repeat(200_000) + ']'.repeat(200_000);
    expect((await client.send('POST', '/specimens', multipart(['name="any"', text]))).status).toBe(422);
  });
});
