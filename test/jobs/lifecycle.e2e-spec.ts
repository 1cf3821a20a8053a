import mongoose from 'mongoose';
import { createApp } from '../../src/app.js';
import { createLogger } from '../../src/common/logging/create-logger.js';
import { loadSettings } from '../../src/config/load-settings.js';
import { RunningApp } from '../../src/running-app.js';
import { SumsModule } from '../fixtures/jobs/index.js';
import { Client, type Body } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { dropDatabase, testDatabaseUri } from '../support/test-database.js';

const EVENTS = { accept: 'text/event-stream' };
const FOR_EVER = { numbers: [1, 2], stepMs: 60_000 };

describe('jobs of a service that is reloaded or stops', () => {
  const mongoUri = testDatabaseUri();
  const database = new mongoose.mongo.MongoClient(mongoUri);
  const logger = createLogger('silent');
  const settings = loadSettings({ PORT: '0', LOG_LEVEL: 'silent', MONGO_URI: mongoUri, JOBS_POLL_MS: '200' }, []);
  let running: RunningApp;
  let client: Client;

  beforeEach(async () => {
    const create = (): ReturnType<typeof createApp> =>
      createApp({ settings, mongoUri, logger, features: [SumsModule] });
    running = await RunningApp.start({ create, logger }, settings);
    client = new Client(running.url);
  });
  afterEach(async () => {
    await running.close();
  });
  afterAll(async () => {
    await database.close();
    await dropDatabase(mongoUri);
  });

  const stored = (collection: string, filter: object): Promise<object | null> =>
    database.db().collection(collection).findOne(filter);

  const inState = (path: string, state: string, progress = 0): Promise<{ readonly body: Body }> =>
    eventually(
      () => client.get(path),
      ({ body }) => body['state'] === state && Number(body['progress']) >= progress,
    );

  async function begin(input: object): Promise<{ readonly id: string; readonly path: string }> {
    const { body } = await client.post('/start/sum', input);
    const path = `/jobs/${body._id}`;
    await inState(path, 'running', 0.1);
    return { id: body._id, path };
  }

  it('are finished by the app that has begun them, where that takes no time', async () => {
    const { id, path } = await begin({ numbers: [1, 2, 3], stepMs: 350 });
    await running.replace(settings);
    const { body } = await inState(path, 'succeeded');
    expect(body).toMatchObject({ attempt: 1, result: { total: 6 } });
    expect(await database.db().collection('sums').countDocuments({ job: id })).toBe(1);
  });

  it('are given back, and begun again by the app that follows', async () => {
    const { id, path } = await begin(FOR_EVER);
    await running.replace(settings);
    const _id = new mongoose.mongo.ObjectId(id);
    await eventually(() => stored('jobs', { _id, state: 'running', attempt: 2, released: 1 }), Boolean);
    expect((await client.delete(path)).status).toBe(204);
    await eventually(() => stored('ends', { _id: id }), Boolean);
  });

  it('are not waited for any longer, neither by requests nor by streams', async () => {
    const { path } = await begin(FOR_EVER);
    const waiting = client.get(path, { prefer: 'wait=25' });
    const stream = await fetch(running.url + path, { headers: EVENTS });
    const reader = stream.body?.getReader();
    await reader?.read(); // it has begun
    await running.replace(settings);
    expect((await waiting).body).toMatchObject({ state: 'running' });
    for (let isDone = false; !isDone;) isDone = (await reader?.read())?.done ?? true;

    const again = await fetch(running.url + path, { headers: EVENTS });
    await running.close();
    expect(await again.text()).not.toContain('event: succeeded');
    const job = await stored('jobs', { _id: new mongoose.mongo.ObjectId(path.slice(-24)) });
    expect(job).toMatchObject({ state: 'queued' });
    await database.db().collection('jobs').deleteMany({});
  });
});
