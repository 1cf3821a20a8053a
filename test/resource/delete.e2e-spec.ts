import { PeopleModule } from '../fixtures/people.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

describe('DELETE', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule] });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('answers 204 without a body, and the document is gone', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'a' });
    const others = (await client.count('/people')) - 1;
    const { status, text } = await client.delete(path, { 'if-match': `"${etag}"` });
    expect(status).toBe(204);
    expect(text).toBe('');
    expect((await client.get(path)).status).toBe(404);
    expect(await client.count('/people')).toBe(others);
  });

  it('answers 204 again, with or without the tag', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'a' });
    await client.delete(path, { 'if-match': etag });
    expect((await client.delete(path, { 'if-match': etag })).status).toBe(204);
    expect((await client.delete(path)).status).toBe(204);
  });

  it('answers 204 to an id that never was', async () => {
    expect((await client.delete('/people/0123456789abcdef01234567')).status).toBe(204);
  });

  it('answers 404 to what is no id', async () => {
    expect((await client.delete('/people/abc')).status).toBe(404);
  });

  it('leaves other documents alone', async () => {
    const [gone, kept] = [
      await client.create('/people', { lastname: 'same' }),
      await client.create('/people', { lastname: 'same' }),
    ];
    await client.delete(gone.path, { 'if-match': '*' });
    expect((await client.get(kept.path)).body).toMatchObject({ lastname: 'same', _etag: kept.etag });
  });

  it('frees the id for another document', async () => {
    const { id, path, etag } = await client.create('/people', { lastname: 'old' });
    await client.delete(path, { 'if-match': etag });
    expect((await client.post('/people', { _id: id, lastname: 'new' })).status).toBe(201);
    expect((await client.get(path)).body['lastname']).toBe('new');
  });
});
