import mongoose from 'mongoose';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

jest.setTimeout(60_000);

describe('a model whose training has not begun', () => {
  let service: TestApp;
  let client: Client;
  let database: mongoose.mongo.MongoClient;

  beforeAll(async () => {
    service = await startTestApp({ environment: { JOBS_THREADS: '0', JOBS_PER_CLIENT: '3' } });
    client = new Client(service.url);
    database = new mongoose.mongo.MongoClient(service.mongoUri);
  });
  afterAll(async () => {
    await database.close();
    await service.stop();
  });

  const count = (collection: string): Promise<number> => database.db().collection(collection).countDocuments();
  const begin = async (): Promise<{ readonly id: string; readonly job: string }> => {
    const headers = { 'content-type': 'text/csv' };
    const { body, status, text } = await client.send('POST', '/models', { body: '1,2,a\n3,4,b\n', headers });
    if (status !== 201) throw new Error(`POST /models answered ${status}: ${text}`);
    return { id: String(body['model_id']), job: String(body['task_id']) };
  };

  it('says so, and goes with its job and its data when it is deleted', async () => {
    const { id, job } = await begin();
    expect((await client.send('POST', `/check_model_status/${id}`)).text).toBe('"Model is Training"');
    const { body } = await client.get(`/models/${id}`);
    expect(body).toMatchObject({ status: 'training', features: [{ name: 'column_1' }, { name: 'column_2' }] });
    expect(await count('model_data.files')).toBe(1);
    expect((await client.delete(`/models/${id}`, { 'if-match': body._etag })).status).toBe(204);
    expect((await client.get(`/jobs/${job}`)).body['state']).toBe('cancelled');
    expect(await count('model_data.files')).toBe(0);
    expect(await count('model_data.chunks')).toBe(0);
  });

  it('has failed once its job is cancelled', async () => {
    const { id, job } = await begin();
    expect((await client.delete(`/jobs/${job}`)).status).toBe(204);
    expect((await client.send('POST', `/check_model_status/${id}`)).status).toBe(409);
    expect((await client.post(`/models/${id}/predictions`, [[1, 2]])).status).toBe(409);
  });

  it('is not made, nor is anything of it kept, for a client that has as many jobs as it may', async () => {
    await Promise.all([begin(), begin(), begin()]);
    const before = await Promise.all(['models', 'jobs', 'model_data.files', 'model_data.chunks'].map(count));
    await expect(begin()).rejects.toThrow('answered 429');
    expect(await Promise.all(['models', 'jobs', 'model_data.files', 'model_data.chunks'].map(count))).toEqual(before);
  });
});
