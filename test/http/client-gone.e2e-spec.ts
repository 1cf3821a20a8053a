import { getConnectionToken } from '@nestjs/mongoose';
import type mongoose from 'mongoose';
import { PeopleModule } from '../fixtures/people.js';
import { PostsModule } from '../fixtures/posts.js';
import { Client } from '../support/client.js';
import { commandsDuring, monitored } from '../support/command-log.js';
import { eventually } from '../support/eventually.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { testDatabaseUri } from '../support/test-database.js';

jest.setTimeout(60_000);

/** What names the engine in its answer to `buildInfo`. */
const TELLTALE = 'secantusVersion';

describe('a client that goes away', () => {
  let proxy: TcpProxy;
  let service: TestApp;
  let client: Client;

  async function start(environment: Readonly<Record<string, string>>): Promise<void> {
    proxy = await TcpProxy.start(testDatabaseUri());
    proxy.disguise(TELLTALE, 'someoneVersion_');
    service = await startTestApp({
      features: [PeopleModule, PostsModule],
      environment: { MONGO_TIMEOUT_MS: '20000', ...environment },
      connectVia: (uri) => monitored(proxy.uriOf(uri)),
    });
    client = new Client(service.url);
    await client.create('/people', { lastname: 'obama', age: 3 });
  }
  afterEach(async () => {
    proxy.thaw();
    await service.stop();
    await proxy.cut();
  });

  /** Asks, waits until the question has reached the database, and goes away. */
  async function askAndGo(path: string): Promise<void> {
    const abort = new AbortController();
    const asked = fetch(service.url + path, { signal: abort.signal }).catch(() => undefined);
    await eventually(
      () => proxy.heldBack,
      (held) => held > 0,
    );
    abort.abort();
    await asked;
  }

  function failedCommands(): readonly string[] {
    const failed: string[] = [];
    const connection = service.app.get<mongoose.Connection>(getConnectionToken(), { strict: false });
    connection.getClient().on('commandFailed', ({ commandName }) => failed.push(commandName));
    return failed;
  }

  it.each([
    ['a page', '/people?where={"age":3}', 'people', 'find'],
    ['the count of a page', '/people?where={"age":3}&max_results=1', 'countable', 'aggregate'],
    ['results that are computed', '/turnover', 'purchases', 'aggregate'],
  ])('ends its query, on a database that ends what loses its connection: %s', async (_, path, text, command) => {
    await start({});
    const failed = failedCommands();
    proxy.silence(text === 'countable' ? '$group' : text);
    await askAndGo(path);

    await eventually(
      () => failed.includes(command),
      (isEnded) => isEnded,
    );
    proxy.thaw();
    expect((await client.get('/people')).status).toBe(200);
  });

  it('has its query never begun where it waited for its turn', async () => {
    await start({ MONGO_MAX_IN_FLIGHT: '1' });
    proxy.silence('people');
    const first = client.get('/people');
    await eventually(
      () => proxy.heldBack,
      (held) => held > 0,
    );
    const sent = await commandsDuring(service, async () => {
      const abort = new AbortController();
      const gone = Array.from({ length: 5 }, () =>
        fetch(`${service.url}/people?where={"age":3}`, { signal: abort.signal }),
      );
      const settled = Promise.allSettled(gone);
      await client.get('/api/liveness'); // they have arrived before it
      abort.abort();
      await settled;
      await client.get('/api/liveness');
      proxy.thaw();
      expect((await first).status).toBe(200);
      expect((await client.get('/people')).status).toBe(200);
    });

    expect(sent.filter(({ name }) => name === 'find')).toHaveLength(1);
  });

  it('does not end what it writes', async () => {
    await start({});
    proxy.silence('people');
    const abort = new AbortController();
    const body = JSON.stringify({ lastname: 'lincoln' });
    const headers = { 'content-type': 'application/json' };
    const sent = fetch(`${service.url}/people`, { method: 'POST', headers, body, signal: abort.signal }).catch(
      () => undefined,
    );
    await eventually(
      () => proxy.heldBack,
      (held) => held > 0,
    );
    abort.abort();
    await sent;
    proxy.thaw();

    await eventually(
      () => client.count('/people'),
      (count) => count === 2,
    );
  });
});
