import { Module, type OnModuleInit, type Type } from '@nestjs/common';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createApp } from '../../src/app.js';
import { createLogger } from '../../src/common/logging/create-logger.js';
import { findDomainMistakes } from '../../src/common/resource/index.js';
import { loadSettings } from '../../src/config/load-settings.js';
import type { Settings } from '../../src/config/settings.js';
import { RunningApp } from '../../src/running-app.js';
import { hooks, HOOKS_OF_ALL, NotesModule } from '../fixtures/notes.js';
import { Client } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { dropDatabase, testDatabaseUri } from '../support/test-database.js';

jest.setTimeout(120_000);

const JSON_TYPE = { 'content-type': 'application/json' };
const RELOADS = 20;
const CLIENTS = 8;
const LONG = 20_000_000;

@Module({})
class LifelessModule implements OnModuleInit {
  onModuleInit(): void {
    throw new Error('no life');
  }
}

describe('a service that is reloaded', () => {
  const mongoUri = testDatabaseUri();
  const logger = createLogger('silent');
  let proxy: TcpProxy;
  let running: RunningApp;
  let client: Client;

  beforeAll(async () => {
    proxy = await TcpProxy.start(mongoUri);
  });
  beforeEach(async () => {
    running = await RunningApp.start({ create: (settings) => create(settings), logger }, settingsOf({}));
    client = new Client(running.url);
  });
  afterEach(async () => {
    Object.assign(hooks, { all: {}, own: {}, heard: [] });
    await running.close();
  });
  afterAll(async () => {
    await proxy.cut();
    await dropDatabase(mongoUri);
  });

  function settingsOf(environment: Readonly<Record<string, string>>): Settings {
    return loadSettings(
      { PORT: '0', LOG_LEVEL: 'silent', ANSWER_LIMIT: String(2 * LONG), SHUTDOWN_TIMEOUT_MS: '60000', ...environment },
      [],
      findDomainMistakes,
    );
  }

  function create(settings: Settings, features: readonly Type[] = [NotesModule]): ReturnType<typeof createApp> {
    return createApp({ settings, mongoUri: proxy.uriOf(mongoUri), logger, features, hooks: HOOKS_OF_ALL });
  }

  /** A POST whose body is open: headers and the first half are sent. */
  async function openSlowBody(): Promise<Socket> {
    const { hostname, port } = new URL(running.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(
      `POST /notes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{"title":`,
    );
    return socket;
  }

  it(`answers every request of ${CLIENTS} clients over ${RELOADS} reloads, and leaves nothing open behind`, async () => {
    await client.create('/notes', { title: 'a' });
    const before = proxy.connections;
    const slow = await openSlowBody();
    const answers = new Map<string, number>();
    let isOver = false;
    const clients = Array.from({ length: CLIENTS }, async (_, index) => {
      const agent = index % 2 === 0 ? new Agent({ keepAlive: true, maxSockets: 1 }) : false;
      for (let turn = index; !isOver; turn++) {
        const outcome = turn % 2 === 0 ? await ask('GET', agent) : await ask('POST', agent);
        answers.set(outcome, (answers.get(outcome) ?? 0) + 1);
        await delay(5); // clients and service share a process: the next app must come to life too
      }
      if (agent) agent.destroy();
    });
    try {
      for (let reload = 0; reload < RELOADS; reload++) await running.replace(settingsOf({}));
    } finally {
      isOver = true;
      await Promise.all(clients);
    }

    expect([...answers.keys()].sort()).toEqual(['GET 200', 'POST 201']);
    slow.write('"slow"}');
    expect(String((await once(slow, 'data'))[0])).toMatch(/^HTTP\/1\.1 201 /);
    slow.end();
    await eventually(
      () => proxy.connections,
      (now) => now <= before + CLIENTS * 2, // what one app keeps open at most, after load
    );
  });

  function ask(method: 'GET' | 'POST', agent: Agent | false): Promise<string> {
    const { hostname, port } = new URL(running.url);
    return new Promise((resolve) => {
      const path = method === 'GET' ? '/notes?max_results=1' : '/notes';
      const sent = request({ hostname, port, method, path, agent, headers: JSON_TYPE }, (response) => {
        response.resume();
        response.on('end', () => {
          resolve(`${method} ${response.statusCode}`);
        });
        response.on('error', (error) => {
          resolve(String(error));
        });
      });
      sent.on('error', (error) => {
        resolve(String(error));
      });
      sent.end(method === 'POST' ? '{"title":"b"}' : undefined);
    });
  }

  it('lets the app that was asked answer, and the next one what comes after it on the same connection', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    hooks.own = { preGet: () => held.then(() => undefined) };
    const { hostname, port } = new URL(running.url);
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.write('GET /notes HTTP/1.1\r\nHost: x\r\n\r\n');
    await eventually(
      () => hooks.heard.length,
      (count) => count > 0,
    );
    await running.replace(settingsOf({ URL_PREFIX: 'next' }));
    socket.write('GET /notes HTTP/1.1\r\nHost: x\r\n\r\nGET /next/notes HTTP/1.1\r\nHost: x\r\n\r\n'); // pipelined
    letGo();
    await eventually(
      () => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status),
      (statuses) => statuses.join() === '200,404,200',
    );
    expect(text.toLowerCase()).not.toContain('connection: close');
    socket.destroy();
  });

  it('waits for the old app no longer than SHUTDOWN_TIMEOUT_MS, while the new one answers', async () => {
    const slow = await openSlowBody();
    await running.replace(settingsOf({ SHUTDOWN_TIMEOUT_MS: '200' }));

    expect((await client.post('/notes', { title: 'c' })).status).toBe(201);
    expect(await once(slow, 'close')).toEqual([false]);
    expect((await client.post('/notes', { title: 'c' })).status).toBe(201);
  });

  it('goes on as it was where the next app does not come to life', async () => {
    const features: Type[] = [NotesModule];
    const failing = await RunningApp.start(
      { create: (settings) => create(settings, features), logger },
      settingsOf({}),
    );
    features.push(LifelessModule);
    const before = proxy.connections;

    await expect(failing.replace(settingsOf({}))).rejects.toThrow('no life');

    expect((await new Client(failing.url).get('/notes')).status).toBe(200);
    await eventually(
      () => proxy.connections,
      (now) => now <= before,
    );
    await failing.close();
  });

  it('stops while a reload runs, several at once, and leaves nothing open', async () => {
    const reloads = Array.from({ length: 3 }, () => running.replace(settingsOf({})));
    await running.close();
    await Promise.all(reloads);

    await expect(client.get('/notes')).rejects.toThrow('fetch failed');
    await eventually(
      () => proxy.connections,
      (now) => now === 0,
    );
  });

  it('stops without a look at connections that nothing was asked on, and after a whole answer to a slow reader', async () => {
    const { hostname, port } = new URL(running.url);
    const silent = connect(Number(port), hostname);
    await once(silent, 'connect');
    hooks.own = { postGet: (reply) => Object.assign(reply, { body: { long: 'x'.repeat(LONG) } }) };
    const reader = connect(Number(port), hostname);
    reader.pause();
    reader.write('GET /notes HTTP/1.1\r\nHost: x\r\n\r\n');
    await eventually(
      () => hooks.heard,
      (heard) => heard.includes('own postGet'),
    );

    const stopped = running.close();
    let length = 0;
    reader.on('data', (chunk) => {
      length += chunk.length;
    });
    reader.resume();
    await once(reader, 'close');
    await stopped;

    expect(length).toBeGreaterThan(LONG);
  });
});
