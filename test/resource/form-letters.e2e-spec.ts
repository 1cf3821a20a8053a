import { Client, type Answer } from '../support/client.js';
import { multipart, multipartOf } from '../support/multipart.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const DOMAIN = {
  RESOURCE_METHODS: ['GET', 'POST'],
  MULTIPART_FORM_FIELDS_AS_JSON: true,
  DOMAIN: { any: { allow_unknown: true, schema: { name: { type: 'string' }, file: { type: 'binary' } } } },
};

/** Bytes, of which each letter is one. */
function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

describe('a form that is not UTF-8', () => {
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

  function sendForm(text: string): Promise<Answer> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return client.send('POST', '/any', { headers, body: bytes(text) });
  }

  function sendPart(headers: string, content: string): Promise<Answer> {
    const part = `--BOUNDARY\r\nContent-Disposition: form-data; ${headers}\r\n\r\n${content}\r\n--BOUNDARY--\r\n`;
    return client.send('POST', '/any', multipartOf(Buffer.from(part, 'latin1')));
  }

  async function expectRejection({ status, body }: Answer): Promise<void> {
    expect([status, body._error.message]).toEqual([400, 'The request body is not text in UTF-8.']);
    expect(await storedIn(service, 'any').countDocuments({})).toBe(0);
  }

  it.each([
    'name=%ff',
    'name=%ED%A0%BD',
    'name=\xff',
    'name=a&n%e9=x',
    'name=%c3&a=%a9',
    'name=%c0%80',
    'name=%C3\xa9',
    'n\xe9=x',
    'name=%F0%9F%98',
  ])('is rejected: %j', async (form) => {
    await expectRejection(await sendForm(form));
  });

  it.each([
    ['name=%C3%A9', 'é'],
    ['name=\xc3\xa9', 'é'],
    ['name=%EF%BF%BD', '\uFFFD'],
    ['name=100%', '100%'],
    ['name=%zz+%25ff', '%zz %ff'],
    ['name=%f0%9f%98%80', '😀'],
  ])('is another than %j', async (form, name) => {
    const { status, body } = await sendForm(form);
    expect(status).toBe(201);
    expect((await client.get(`/any/${body._id}`)).body['name']).toBe(name);
  });

  it('is rejected as a multipart form, in its texts and names', async () => {
    await expectRejection(await sendPart('name="name"', '\xff'));
    await expectRejection(await sendPart('name="name"', '\xed\xa0\xbd'));
    await expectRejection(await sendPart('name="n\xe9"', 'x'));
    await expectRejection(await sendPart('name="name"', '\xef\xbf\xbd\xff'));
    await expectRejection(await sendPart('name="name"', '{"a":"\xff"}'));
  });

  it('is no multipart form with any bytes in a file, and with the replacement character itself', async () => {
    const { body: form, headers } = multipart(
      ['name="name"', '\uFFFD é'],
      ['name="file"; filename="\uFFFD"', Buffer.from([0xff, 0xef, 0xbf, 0xbd, 0])],
    );
    const { status, body } = await client.send('POST', '/any', { body: form, headers });
    expect(status).toBe(201);
    const stored = (await client.get(`/any/${body._id}`)).body;
    expect([stored['name'], stored['file']]).toEqual(['\uFFFD é', '/++/vQA=']);
  });

  it.each(['text/plain; charset=iso-8859-1', 'text/plain;charset="UTF-16"', 'application/json; charset=latin1'])(
    'is 415 where a text says that it is %s',
    async (type) => {
      const { status, body } = await sendPart(`name="name"\r\nContent-Type: ${type}`, '"x"');
      expect([status, body._error.message]).toEqual([
        415,
        expect.stringMatching(/charset is not read: .*; send UTF-8/),
      ]);
      const before = '--BOUNDARY\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';
      const second = `--BOUNDARY\r\ncontent-type:${type}\r\nContent-Disposition: form-data; name="name"\r\n\r\nx\r\n`;
      const answer = await client.send('POST', '/any', multipartOf(`${before}${second}--BOUNDARY--\r\n`));
      expect(answer.status).toBe(415);
    },
  );

  it('is read where a text says that it is UTF-8, and a file what it likes', async () => {
    expect((await sendPart('name="name"\r\nContent-Type: text/plain; charset=UTF-8', 'x')).status).toBe(201);
    const file = 'name="file"; filename="a.txt"\r\nContent-Type: text/plain; charset=iso-8859-1';
    expect((await sendPart(file, '\xe9')).status).toBe(201);
  });

  it('is rejected where its JSON escapes half a character', async () => {
    const { status, body } = await sendPart('name="free"', '{"a":"\\ud83d"}');
    expect([status, body._error.message]).toEqual([400, expect.stringContaining('half a character')]);
  });
});
