import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedMongo, type EmbeddedMongo } from '../../src/common/database/embedded-mongo.js';
import { Client, query } from '../support/client.js';
import { enginePid } from '../support/engine-pid.js';
import { engineOptions } from '../support/engine-options.js';
import { eventually } from '../support/eventually.js';
import { storedIn } from '../support/stored.js';
import { tempDirectory } from '../support/temp-directory.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { PeopleModule } from '../fixtures/people.js';

jest.setTimeout(120_000);

const DOCUMENTS = 20_000;
const TIMEOUT_MS = 1_000;
/** Far above the deadline, and far below what the questions would take one by one. */
const LONGEST_WAIT_MS = 8 * TIMEOUT_MS;
const SORTED = `/people${query({ sort: '-age,lastname' })}`;

describe('a service that is asked more than its database can do', () => {
  const dataDir = tempDirectory();
  let mongo: EmbeddedMongo;
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    mongo = await startEmbeddedMongo(engineOptions(dataDir));
    service = await startTestApp({
      features: [PeopleModule],
      environment: { MONGO_TIMEOUT_MS: String(TIMEOUT_MS) },
      connectVia: () => mongo.uri,
    });
    client = new Client(service.url);
    const documents = Array.from({ length: DOCUMENTS }, (_, index) => ({
      lastname: `n${index}`,
      age: (index * 7919) % 10007,
    }));
    for (let start = 0; start < DOCUMENTS; start += 5_000) {
      await storedIn(service, 'people').insertMany(documents.slice(start, start + 5_000));
    }
  });
  afterAll(async () => {
    await service.stop();
    await mongo.stop();
  });

  /** Seconds of processor time that the engine has used. */
  function engineSeconds(): number {
    const fields = readFileSync(`/proc/${enginePid(dataDir)}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  async function isIdle(): Promise<boolean> {
    const before = engineSeconds();
    await delay(500);
    return engineSeconds() - before < 0.1;
  }

  it('answers each in about the deadline, and the database rests soon after', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const start = Date.now();
        const { status, headers } = await client.get(SORTED);
        return { status, retryAfter: headers.get('retry-after'), waited: Date.now() - start };
      }),
    );

    expect(answers.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
    expect(answers.filter(({ status, retryAfter }) => status === 503 && retryAfter === null)).toEqual([]);
    expect(answers.filter(({ waited }) => waited > LONGEST_WAIT_MS)).toEqual([]);
    if (process.platform === 'linux') expect(await eventually(isIdle, Boolean)).toBe(true);
    expect((await client.get('/people?max_results=1')).status).toBe(200);
  });

  it('asks nothing for clients that have gone', async () => {
    const before = engineSeconds();
    const answered = (await Promise.all([client.get(SORTED)])).map(({ status }) => status);
    const one = engineSeconds() - before;
    const abort = new AbortController();
    const gone = Promise.allSettled(
      Array.from({ length: 40 }, () => fetch(service.url + SORTED, { signal: abort.signal })),
    );
    await delay(100);
    abort.abort();
    await gone;
    await eventually(isIdle, Boolean);
    const forty = engineSeconds() - before - one;

    expect(answered).toEqual([200]);
    expect(forty).toBeLessThan(25 * Math.max(one, 0.1)); // those that were at work, and none that waited
  });
});
