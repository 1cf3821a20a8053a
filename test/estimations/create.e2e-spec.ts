import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { A_TIME, AN_ETAG, AN_ID } from '../support/wire.js';

describe('POST /estimations', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp();
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('answers 201 with the Eve body', async () => {
    const answer = await client.post('/estimations', { bestseller_rank: 70, category: 'Home & Kitchen' });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.body).toEqual({
      _id: AN_ID,
      _updated: A_TIME,
      _created: A_TIME,
      _etag: AN_ETAG,
      _links: { self: { title: 'estimations', href: `estimations/${answer.body._id}` } },
      _status: 'OK',
    });
  });
});
