import { PeopleModule } from '../fixtures/people.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const JSON_BODY = { 'content-type': 'application/json' };
const ACCEPT = { accept: 'application/problem+json, application/json;q=0.5' };

describe('a rejected request of a client that accepts problem details', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is reported in the form of RFC 9457', async () => {
    const { status, headers, body } = await client.get('/nothing', ACCEPT);
    expect(status).toBe(404);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
      code: 'not_found',
      detail: expect.stringContaining('was not found') as string,
    });
  });

  it('learns the issues of a document, and of each of several', async () => {
    const one = await client.post('/people', { firstname: 5 }, ACCEPT);
    expect(one.status).toBe(422);
    expect(one.body['issues']).toEqual({ firstname: 'must be of string type', lastname: 'required field' });
    const several = await client.post('/people', [{ lastname: 'obama' }, {}], ACCEPT);
    expect(several.body['items']).toEqual([
      { _status: 'OK' },
      { _status: 'ERR', _issues: { lastname: 'required field' } },
    ]);
    expect(await client.count('/people')).toBe(0);
  });

  it('keeps the headers of the rejection', async () => {
    const { status, headers, body } = await client.put('/people', {}, ACCEPT);
    expect([status, body['status']]).toEqual([405, 405]);
    expect(headers.get('allow')).toContain('POST');
  });

  it.each<[string, number, string, RequestInit?]>([
    ['bad_request', 400, 'POST /people', { body: '{"a":', headers: JSON_BODY }],
    ['bad_query', 400, 'GET /people?where={"nmae":1}'],
    ['not_found', 404, 'GET /people/000000000000000000000000'],
    ['method_not_allowed', 405, 'PUT /people'],
    ['unsupported_media_type', 415, 'POST /people', { body: 'x', headers: { 'content-type': 'text/plain' } }],
    ['unsupported_content_coding', 415, 'POST /people', { body: '{}', headers: { 'content-encoding': 'gzip' } }],
    [
      'unsupported_charset',
      415,
      'POST /people',
      { body: '{}', headers: { 'content-type': 'application/json; charset=latin1' } },
    ],
    ['insertion_failed', 422, 'POST /people', { body: '{}', headers: JSON_BODY }],
  ])('gets the machine code %s with a %i', async (code, status, request, init = {}) => {
    const [method = '', path = ''] = request.split(' ');
    const answer = await client.send(method, path, { ...init, headers: { ...init.headers, ...ACCEPT } });
    expect(answer.body).toMatchObject({ status, code });
  });

  it('keeps the number of the status in an envelope, where clients of Eve read it', async () => {
    const { text, body } = await client.get('/people?where={"nmae":1}');
    expect(body._error.code).toBe(400);
    expect(text).not.toContain('bad_query');
  });

  it('gets what is not rejected as ever', async () => {
    const { status, headers, body } = await client.get('/people', ACCEPT);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(body._items).toEqual([]);
  });

  it('gets the machine codes of the rejections of a change', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'obama' });
    const change = { lastname: 5 };
    const codeOf = async (headers: Readonly<Record<string, string>>): Promise<unknown> =>
      (await client.patch(path, change, { ...headers, ...ACCEPT })).body['code'];

    expect(await codeOf({})).toBe('precondition_required');
    expect(await codeOf({ 'if-match': 'another' })).toBe('precondition_failed');
    expect(await codeOf({ 'if-match': etag })).toBe('validation_failed');
  });
});
