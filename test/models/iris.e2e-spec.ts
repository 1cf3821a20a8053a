import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, sendRaw, type Answer } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

jest.setTimeout(60_000);

const IRIS = readFileSync(join(import.meta.dirname, '../fixtures/models/iris.csv'), 'utf8');
const ROW = '6.9,3.1,5.1,2.3';

describe('models', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp();
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  const sendCsv = (path: string, body: string, headers = {}): Promise<Answer> =>
    client.send('POST', path, { body, headers: { 'content-type': 'text/csv', ...headers } });
  const train = async (body: string, query = ''): Promise<string> => {
    const { status, text, body: answer } = await sendCsv(`/models${query}`, body);
    if (status !== 201) throw new Error(`POST /models answered ${status}: ${text}`);
    const id = String(answer['model_id']);
    await eventually(() => client.get(`/models/${id}`), (got) => got.body['status'] !== 'training');
    return id;
  };
  /** A GET with a body, which `fetch` cannot send. */
  const ask = (model: string, body: string, type = 'text/csv') =>
    sendRaw(service.url, { method: 'GET', path: `/models/${model}`, headers: { 'content-type': type, 'content-length': String(body.length) }, body });

  it('trains', async () => {
    const id = await train(IRIS);
    const { status, body } = await client.get(`/models/${id}`);
    console.log(JSON.stringify(body).slice(0, 3000));
    expect(status).toBe(200);
    console.log(await ask(id, ROW));
    console.log((await client.send('POST', `/check_model_status/${id}`)).text);
    console.log((await client.post(`/models/default/predictions`, [[6.9, 3.1, 5.1, 9]])).text);
    console.log((await client.put(`/models/aliases/champion`, {model: id})).text);
    console.log((await client.send('GET', `/models/champion`, {redirect: 'manual'})).text);
    console.log((await client.get(`/models/aliases`)).text);
    console.log((await ask(id, ROW, 'application/json')), await ask(id, ROW, 'text/plain'));
    console.log((await client.delete(`/models/${id}`)).text);
  });
});
