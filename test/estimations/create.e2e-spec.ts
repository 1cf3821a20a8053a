import { startTestApp, type TestApp } from '../support/test-app.js';

describe('POST /estimations', () => {
  let service: TestApp;

  beforeAll(async () => {
    service = await startTestApp();
  });
  afterAll(async () => {
    await service.stop();
  });

  it('answers 201 with the Eve body', async () => {
    const response = await service.fetch('/estimations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ bestseller_rank: 70, category: 'Home & Kitchen' }),
    });
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual({
      _id: expect.stringMatching(/^[a-f0-9]{24}$/),
      _updated: expect.stringMatching(/ GMT$/),
      _created: expect.stringMatching(/ GMT$/),
      _etag: expect.stringMatching(/^[a-f0-9]{40}$/),
      _links: { self: { title: 'estimations', href: expect.stringMatching(/^estimations\/[a-f0-9]{24}$/) } },
      _status: 'OK',
    });
  });
});
