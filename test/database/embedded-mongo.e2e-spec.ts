import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { EmbeddedMongoError } from '../../src/common/database/embedded-mongo-error.js';
import type { EmbeddedMongoOptions } from '../../src/common/database/embedded-mongo-options.js';
import { type EmbeddedMongo, startEmbeddedMongo } from '../../src/common/database/embedded-mongo.js';
import { engineOptions } from '../support/engine-options.js';
import { tempDirectory } from '../support/temp-directory.js';

jest.setTimeout(60_000);

describe('startEmbeddedMongo', () => {
  let dataDir: string;
  const running: EmbeddedMongo[] = [];

  beforeEach(() => {
    dataDir = join(tempDirectory(), 'made', 'on', 'demand');
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((mongo) => mongo.stop()));
  });

  async function start(changes: Partial<EmbeddedMongoOptions> = {}): Promise<EmbeddedMongo> {
    const mongo = await startEmbeddedMongo({ ...engineOptions(dataDir), ...changes });
    running.push(mongo);
    return mongo;
  }

  async function rejection(changes: Partial<EmbeddedMongoOptions>): Promise<string> {
    const error: unknown = await start(changes).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(EmbeddedMongoError);
    return error instanceof EmbeddedMongoError ? error.message : '';
  }

  it('serves a replica set with transactions on loopback and says what it does', async () => {
    const logged: string[] = [];
    const mongo = await start({ log: (line) => logged.push(line) });

    expect(mongo.uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\/evenest\?replicaSet=\w+&w=majority&journal=true$/);
    expect(mongo.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(logged.join('\n')).toContain(`Starting ${mongo.engine === 'mongod' ? 'mongod' : 'secantusd-'}`);
    expect(await inTransaction(mongo.uri)).toBe(1);
  });

  it('keeps data and port between starts', async () => {
    const first = await start();
    await withCollection(first.uri, (things) => things.insertOne({ _id: 1, name: 'kept' }));
    await first.stop();

    const second = await start();

    expect(second.uri).toBe(first.uri);
    expect(await withCollection(second.uri, (things) => things.findOne())).toEqual({ _id: 1, name: 'kept' });
  });

  it('takes another port when a stranger has taken the last one', async () => {
    const first = await start();
    const marker = join(dataDir, 'engine.json');
    await first.stop();
    const { port } = JSON.parse(readFileSync(marker, 'utf8')) as { port: number };
    const stranger = (await import('node:net')).createServer().listen(port, '127.0.0.1');

    const second = await start();
    stranger.close();

    expect(new URL(second.uri).port).not.toBe(String(port));
    expect(readFileSync(marker, 'utf8')).toContain(new URL(second.uri).port);
  });

  it('rejects a data directory that another service uses', async () => {
    const first = await start();

    const message = await rejection({});

    expect(message).toContain(`already in use by the service with process id ${process.pid}`);
    expect(message).toContain('DATA_DIR');
    expect(await inTransaction(first.uri)).toBe(1);
  });

  it('frees the data directory when it stops', async () => {
    const first = await start();
    await first.stop();

    expect(existsSync(join(dataDir, 'service.lock'))).toBe(false);
    expect(existsSync(join(dataDir, 'engine-process.json'))).toBe(false);
    await expect(mongoose.createConnection(first.uri, { serverSelectionTimeoutMS: 300 }).asPromise()).rejects.toThrow();
  });

  it('is not held up by the lock of a service that is dead', async () => {
    await (await start()).stop();
    writeFileSync(join(dataDir, 'service.lock'), JSON.stringify({ pid: process.pid, start: 'long ago' }));

    const started = Date.now();
    await start();

    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it.each([
    { engine: 'mongod', madeBy: 'secantusdb' },
    { engine: 'download', madeBy: 'secantusdb' },
    { engine: 'secantusdb', madeBy: 'mongod' },
  ] as const)('rejects EMBEDDED_MONGO=$engine on a directory made by $madeBy', async ({ engine, madeBy }) => {
    await (await start()).stop();
    writeFileSync(join(dataDir, 'engine.json'), JSON.stringify({ engine: madeBy }));

    const message = await rejection({ engine, mongodBinary: undefined });

    expect(message).toContain(`was made by ${madeBy}, and EMBEDDED_MONGO=${engine} cannot open it`);
    expect(existsSync(join(dataDir, 'service.lock'))).toBe(false);
  });

  it('rejects a directory whose marker is unreadable instead of guessing', async () => {
    await (await start()).stop();
    writeFileSync(join(dataDir, 'engine.json'), '{ "engine": "postgres" }');

    expect(await rejection({})).toContain('does not say which engine made this directory');
  });

  it.each([
    { title: 'does not exist', binary: '/nowhere/mongod', reason: 'ENOENT' },
    { title: 'is no mongod', binary: process.execPath, reason: process.version },
  ])('rejects a MONGOD_BINARY that $title', async ({ binary, reason }) => {
    for (const engine of ['auto', 'mongod', 'secantusdb'] as const) {
      const message = await rejection({ engine, mongodBinary: binary });
      expect(message).toContain(`MONGOD_BINARY is wrong: ${binary} does not run as a mongod`);
      expect(message).toContain(reason);
    }
  });

  it('names three things to do when there is no engine', async () => {
    const message = await rejection({ engine: 'mongod', mongodBinary: undefined, pathVariable: '' });

    expect(message).toContain('no mongod on the PATH');
    expect(message).toMatch(/1\. set MONGO_URI/);
    expect(message).toMatch(/2\. install mongod .* MONGOD_BINARY/);
    expect(message).toMatch(/3\. give this machine access to the internet .* python3/);
  });

  it('says so when the data directory cannot be made', async () => {
    const file = join(tempDirectory(), 'file');
    writeFileSync(file, '');

    expect(await rejection({ dataDir: join(file, 'data') })).toContain('cannot be created');
  });
});

interface Thing {
  readonly _id: number;
  readonly name: string;
}

async function withCollection<T>(
  uri: string,
  use: (things: mongoose.mongo.Collection<Thing>) => Promise<T>,
): Promise<T> {
  const client = await mongoose.mongo.MongoClient.connect(uri);
  try {
    return await use(client.db().collection<Thing>('things'));
  } finally {
    await client.close();
  }
}

async function inTransaction(uri: string): Promise<number> {
  const client = await mongoose.mongo.MongoClient.connect(uri);
  try {
    await client.withSession((session) =>
      session.withTransaction(() => client.db().collection('tries').insertOne({}, { session })),
    );
    return await client.db().collection('tries').countDocuments();
  } finally {
    await client.close();
  }
}
