import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import mongoose from 'mongoose';
import { processStart } from '../../src/common/database/embedded/process-start.js';
import { startEmbeddedMongo } from '../../src/common/database/embedded-mongo.js';
import { engineOptions } from '../support/engine-options.js';
import { enginePid } from '../support/engine-pid.js';
import { tempDirectory } from '../support/temp-directory.js';
import { compileService, ServiceProcess } from './fixtures/service-process.js';

jest.setTimeout(60_000);

describe('a service with an embedded database', () => {
  let script: string;
  let dataDir: string;

  beforeAll(() => {
    script = compileService(tempDirectory());
  });

  beforeEach(() => {
    dataDir = tempDirectory();
  });

  afterEach(() => {
    killEngine(dataDir);
  });

  it('finds every acknowledged write after a kill -9, though its engine was left behind', async () => {
    const service = new ServiceProcess(script, dataDir, 'write');
    await service.writes(50);
    const orphan = enginePid(dataDir);
    await service.kill();

    const { numbers, logged, milliseconds } = await readNumbers(dataDir);

    expect(numbers).toEqual(expect.arrayContaining(service.written));
    expect(isAlive(orphan)).toBe(false);
    expect(logged.filter((line) => line.includes('left behind')).length).toBeLessThanOrEqual(1);
    expect(milliseconds).toBeLessThan(10_000);
  });

  it('finds every acknowledged write after a kill -9 of itself and its engine, five times', async () => {
    const written: number[] = [];
    for (let round = 0; round < 5; round++) {
      const service = new ServiceProcess(script, dataDir, 'write');
      await service.writes(30);
      process.kill(enginePid(dataDir), 'SIGKILL');
      await service.kill();
      await endEngine(dataDir);
      written.push(...service.written);
    }

    const { numbers } = await readNumbers(dataDir);

    expect(written.length).toBeGreaterThanOrEqual(150);
    expect(numbers).toEqual(expect.arrayContaining(written));
  });

  it('lets exactly one of four that start at once have the directory of a killed one', async () => {
    const killed = new ServiceProcess(script, dataDir, 'write');
    await killed.writes(1);
    await killed.kill();

    const services = Array.from({ length: 4 }, () => new ServiceProcess(script, dataDir, 'write'));
    const winner = await Promise.any(services.map((service) => service.writes(5).then(() => service)));
    const losers = services.filter((service) => service !== winner);
    await Promise.all(losers.map((service) => service.ended));
    winner.interrupt();
    await winner.ended;

    for (const loser of losers) {
      expect(loser.rejected).toContain('already in use by the service with process id');
      expect(loser.written).toEqual([]);
    }
    expect(winner.stopped).toBe(true);
  });

  it('writes on through a Ctrl-C, because the engine is not in its process group, and then stops it', async () => {
    const service = new ServiceProcess(script, dataDir, 'write');
    await service.writes(5);
    const engine = enginePid(dataDir);

    service.interrupt();
    await service.ended;

    expect(service.stopped).toBe(true);
    expect(isAlive(engine)).toBe(false);
    expect(service.logged.join()).not.toContain('starting it again');
    expect(existsSync(join(dataDir, 'service.lock'))).toBe(false);
  });

  it('is not kept alive by its engine, and takes it along when it ends without stopping it', async () => {
    const service = new ServiceProcess(script, dataDir, 'end');
    await service.ended;

    await endEngine(dataDir);

    const { numbers } = await readNumbers(dataDir);
    expect(numbers).toEqual([]);
  });
});

async function readNumbers(
  dataDir: string,
): Promise<{ numbers: readonly number[]; logged: readonly string[]; milliseconds: number }> {
  const logged: string[] = [];
  const started = Date.now();
  const mongo = await startEmbeddedMongo(engineOptions(dataDir, (line) => void logged.push(line)));
  const milliseconds = Date.now() - started;
  const client = await mongoose.mongo.MongoClient.connect(mongo.uri);
  try {
    const documents = await client.db().collection<{ _id: number }>('numbers').find().toArray();
    return { numbers: documents.map(({ _id }) => _id), logged, milliseconds };
  } finally {
    await client.close();
    await mongo.stop();
  }
}

/** Waits until the engine that last served a directory is gone. */
async function endEngine(dataDir: string): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline;) {
    await delay(20);
    if (!existsSync(join(dataDir, 'engine-process.json')) || !isAlive(enginePid(dataDir))) return;
  }
  throw new Error('The engine is still running.');
}

/** Leaves no engine behind when a test fails half way. */
function killEngine(dataDir: string): void {
  if (!existsSync(join(dataDir, 'engine-process.json'))) return;
  const pid = enginePid(dataDir);
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
}

function isAlive(pid: number): boolean {
  return processStart(pid) !== undefined;
}
