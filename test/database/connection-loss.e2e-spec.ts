import { type INestApplicationContext } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test } from '@nestjs/testing';
import mongoose, { type Connection } from 'mongoose';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseCapabilities } from '../../src/common/database/capabilities.js';
import { toDatabaseApiError } from '../../src/common/database/database-error.js';
import { ConnectionKeeper } from '../../src/common/database/connection-keeper.js';
import { DatabaseModule } from '../../src/common/database/database.module.js';
import { type EmbeddedMongo, startEmbeddedMongo } from '../../src/common/database/embedded-mongo.js';
import { engineOptions } from '../support/engine-options.js';
import { enginePid } from '../support/engine-pid.js';
import { tempDirectory } from '../support/temp-directory.js';

jest.setTimeout(60_000);

const TIMEOUT_MS = 2_000;
const BOUNDS = { timeoutMs: TIMEOUT_MS, maxInFlight: 32 };
const MARGIN_MS = 1_500;

describe('the connection to a database that comes and goes', () => {
  let dataDir: string;
  let mongo: EmbeddedMongo;
  let app: INestApplicationContext;
  let connection: Connection;
  const engineLog: string[] = [];
  const connectionLog: string[] = [];

  async function startEngine(): Promise<void> {
    mongo = await startEmbeddedMongo(engineOptions(dataDir, (line) => engineLog.push(line)));
  }

  async function startService(): Promise<void> {
    const log = (line: string): void => {
      connectionLog.push(line);
    };
    const keeper = new ConnectionKeeper({ uri: mongo.uri, timeoutMs: TIMEOUT_MS, log });
    const database = DatabaseModule.forRoot(keeper, BOUNDS);
    app = await Test.createTestingModule({ imports: [database] }).compile();
    connection = app.get<Connection>(getConnectionToken());
  }

  beforeAll(async () => {
    dataDir = tempDirectory();
    await startEngine();
  });

  beforeEach(() => {
    engineLog.length = connectionLog.length = 0;
  });

  afterEach(async () => {
    await app.close();
  });

  afterAll(async () => {
    await mongo.stop();
  });

  /** One read and one write; what failed is the error a client would read. */
  async function use(): Promise<void> {
    const things = connection.collection('things');
    await Promise.all([things.findOne(), things.insertOne({})]);
  }

  async function expectFailure(): Promise<number> {
    const started = Date.now();
    const error: unknown = await use().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(toDatabaseApiError(error)).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    return Date.now() - started;
  }

  async function expectRecovery(): Promise<void> {
    for (const deadline = Date.now() + 15_000; Date.now() < deadline;) {
      await delay(50);
      const recovered = await use().then(
        () => true,
        () => false,
      );
      if (recovered && connection.readyState === mongoose.ConnectionStates.connected) return;
    }
    throw new Error('The connection did not recover.');
  }

  it('finds the engine on its port again after the engine was killed', async () => {
    await startService();
    await use();
    const pid = enginePid(dataDir);

    process.kill(pid, 'SIGKILL');
    await delay(50);
    await expectRecovery();

    expect(enginePid(dataDir)).not.toBe(pid);
    expect(engineLog).toEqual([
      expect.stringMatching(/^The database engine ended with signal SIGKILL; starting it again on port \d+$/),
    ]);
  });

  it('fails within its bound while the engine is frozen, says it is disconnected, and recovers', async () => {
    await startService();
    await use();
    const pid = enginePid(dataDir);

    process.kill(pid, 'SIGSTOP');
    try {
      expect(await expectFailure()).toBeLessThan(TIMEOUT_MS + MARGIN_MS);
      expect(connection.readyState).toBe(0);
      expect(await expectFailure()).toBeLessThan(TIMEOUT_MS);
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    await expectRecovery();

    expect(connectionLog).toContain('The database connection is lost; requests get 503 until it is back');
  });

  it('starts while the database is down, fails at once, and connects when it is there', async () => {
    await mongo.stop();
    const started = Date.now();
    await startService();
    expect(Date.now() - started).toBeLessThan(TIMEOUT_MS + MARGIN_MS);
    expect(await expectFailure()).toBeLessThan(500);
    await expect(app.get(DatabaseCapabilities).server()).rejects.toMatchObject({ status: 503 });

    await startEngine();
    await expectRecovery();

    expect(connectionLog[0]).toContain('not reachable yet, trying on');
    expect(connectionLog.at(-1)).toBe('The database is connected');
    await expect(app.get(DatabaseCapabilities).transactions()).resolves.toBe(true);
  });

  it('closes while the database is down and does not try on', async () => {
    await mongo.stop();
    await startService();

    const started = Date.now();
    await app.close();
    expect(Date.now() - started).toBeLessThan(TIMEOUT_MS + MARGIN_MS);

    await startEngine();
    await delay(2_000);
    expect(connection.readyState).not.toBe(1);
  });

  it('asks the server what it can do, again after each reconnect', async () => {
    await startService();
    const capabilities = app.get(DatabaseCapabilities);
    const asked = await capabilities.server();
    expect(asked).toEqual({
      name: mongo.engine === 'mongod' ? 'MongoDB' : 'SecantusDB',
      version: mongo.version,
      replicaSet: new URL(mongo.uri).searchParams.get('replicaSet'),
      transactions: true,
    });
    expect(await capabilities.server()).toBe(asked);

    // The driver's watch on the server begins half a second after the connection.
    await delay(1_000);
    process.kill(enginePid(dataDir), 'SIGKILL');
    await delay(50);
    await expectRecovery();

    const again = await capabilities.server();
    expect(again).not.toBe(asked);
    expect(again).toEqual(asked);
  });

  it('rejects a connection string that never can work', async () => {
    await startService();
    const log = (): void => undefined;
    const keeper = new ConnectionKeeper({ uri: 'mongodb://host:port:1/', timeoutMs: TIMEOUT_MS, log });
    const wrong = DatabaseModule.forRoot(keeper, BOUNDS);
    await expect(Test.createTestingModule({ imports: [wrong] }).compile()).rejects.toThrow();
  });
});
