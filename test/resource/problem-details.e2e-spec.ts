import { PeopleModule } from '../fixtures/people.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const ACCEPT = { accept: 'application/problem+json, application/json;q=0.5' };

describe('a refused request of a client that accepts problem details', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is told in the form of RFC 9457', async () => {
    const { status, headers, body } = await client.get('/nothing', ACCEPT);
    expect(status).toBe(404);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toEqual({
      type: 'about:blank',
      title: 'Not Found',
      status: 404,
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

  it('keeps the headers of the refusal', async () => {
    const { status, headers, body } = await client.put('/people', {}, ACCEPT);
    expect([status, body['status']]).toEqual([405, 405]);
    expect(headers.get('allow')).toContain('POST');
  });

  it('gets what is not refused as ever', async () => {
    const { status, headers, body } = await client.get('/people', ACCEPT);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(body._items).toEqual([]);
  });
});
