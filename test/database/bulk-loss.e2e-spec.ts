import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedMongo, type EmbeddedMongo } from '../../src/common/database/embedded-mongo.js';
import { PeopleModule } from '../fixtures/people.js';
import { Client } from '../support/client.js';
import { engineOptions } from '../support/engine-options.js';
import { enginePid } from '../support/engine-pid.js';
import { eventually } from '../support/eventually.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { tempDirectory } from '../support/temp-directory.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

jest.setTimeout(180_000);

const SIZE = 60;
const AT_ONCE = 4;

/** Where in the work of bulks the database is lost, in milliseconds after they were sent. */
const HOOK_POINTS = [0, 5, 10, 15, 20, 30, 45, 60, 90, 120];

describe('bulk writes whose database goes away in the middle', () => {
  const dataDir = tempDirectory();
  let mongo: EmbeddedMongo;
  let proxy: TcpProxy;
  let service: TestApp;
  let client: Client;
  let bulks = 0;

  beforeAll(async () => {
    mongo = await startEmbeddedMongo(engineOptions(dataDir));
    proxy = await TcpProxy.start(mongo.uri);
    service = await startTestApp({
      features: [PeopleModule],
      environment: { MONGO_TIMEOUT_MS: '3000' },
      connectVia: () => proxy.uriOf(mongo.uri),
    });
    client = new Client(service.url);
    await client.create('/people', { lastname: 'first' });
  });
  afterAll(async () => {
    await service.stop();
    await proxy.cut();
    await mongo.stop();
  });

  async function sendBulk(): Promise<{
    readonly lastname: string;
    readonly status: number;
    readonly retry: string | null;
  }> {
    const lastname = `bulk${++bulks}`;
    const documents = Array.from({ length: SIZE }, () => ({ lastname }));
    const { status, headers } = await client.post('/people', documents);
    return { lastname, status, retry: headers.get('retry-after') };
  }

  async function loseDuringBulks(
    moment: number,
    lose: () => Promise<void> | void,
    giveBack: () => Promise<void> | void,
  ): Promise<void> {
    const sent = Array.from({ length: AT_ONCE }, () => sendBulk());
    await delay(moment);
    await lose();
    const afterwards = sendBulk();
    await delay(moment);
    await giveBack();
    const answers = await Promise.all([...sent, afterwards]);
    await eventually(
      () => client.get('/people?max_results=1'),
      ({ status }) => status === 200,
    );
    for (const { lastname, status, retry } of answers) {
      expect([201, 503]).toContain(status);
      expect(retry !== null).toBe(status === 503);
      const stored = await client.count(`/people?where={"lastname":"${lastname}"}`);
      expect(status === 201 ? [SIZE] : [0, SIZE]).toContain(stored); // what was done just before the end cannot be known
    }
  }

  it.each(HOOK_POINTS)('by a cut after %i ms: answers 201 or 503, and stores all or nothing', async (moment) => {
    await loseDuringBulks(
      moment,
      () => proxy.cut(),
      () => proxy.restore(),
    );
  });

  it.each([0, 15, 40, 80])('by its end after %i ms: answers 201 or 503, and stores all or nothing', async (moment) => {
    await loseDuringBulks(
      moment,
      () => {
        process.kill(enginePid(dataDir), 'SIGKILL');
      },
      () => undefined,
    );
  });
});
