import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { SumsModule } from '../fixtures/jobs/index.js';
import { Client, type Body } from '../support/client.js';
import { compileSources } from '../support/compile-sources.js';
import { eventually } from '../support/eventually.js';
import { storedIn } from '../support/stored.js';
import { tempDirectory } from '../support/temp-directory.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

jest.setTimeout(120_000);

const ROOT = join(import.meta.dirname, '../..');
const DATA = 'src/estimations/predictor/bsr-reference.csv';
const JOBS = 150;
const WORKERS = 3;
const KILLS = 3;

describe('jobs in processes of their own', () => {
  const target = tempDirectory();
  const workers = new Set<ChildProcess>();
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    compileSources(target, ['src', 'test/fixtures/jobs']);
    for (const file of [DATA, 'package.json']) copyFileSync(join(ROOT, file), join(target, file));
    const environment = { JOBS_THREADS: '0', JOBS_PER_CLIENT: '1000', JOBS_ATTEMPTS: '20' };
    service = await startTestApp({ features: [SumsModule], environment });
    client = new Client(service.url);
  });
  afterEach(async () => {
    await Promise.all([...workers].map((worker) => end(worker, 'SIGKILL')));
  });
  afterAll(async () => {
    await service.stop();
  });

  async function startWorker(threads = '2'): Promise<ChildProcess> {
    const env = { MONGO_URI: service.mongoUri, JOBS_THREADS: threads, JOBS_LEASE_MS: '1000', JOBS_POLL_MS: '100' };
    const worker = spawn(process.execPath, [join(target, 'test/fixtures/jobs/work.js')], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    workers.add(worker);
    await once(worker.stdout, 'data');
    return worker;
  }

  async function end(worker: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
    workers.delete(worker);
    const ended = once(worker, 'exit') as Promise<[number | null]>;
    worker.kill('SIGCONT');
    worker.kill(signal);
    return (await ended)[0];
  }

  const effectsOf = (job: string): Promise<number> => storedIn(service, 'sums').countDocuments({ job });

  async function start(input: object): Promise<string> {
    const { body } = await client.post('/start/sum', input);
    return body._id;
  }

  const job = async (id: string): Promise<Body> => (await client.get(`/jobs/${id}`)).body;

  const inState = (id: string, state: string): Promise<Body> =>
    eventually(
      () => job(id),
      (one) => one['state'] === state,
    );

  it('are all done once and none is lost, while processes are killed', async () => {
    const first = await startWorker();
    const [slow, ...inputs] = Array.from({ length: JOBS }, (_, index) => ({
      numbers: [index],
      stepMs: index === 0 ? 3000 : 10 + (index % 50),
    }));
    const interrupted = await start(slow ?? {});
    await inState(interrupted, 'running');
    await end(first, 'SIGKILL');
    const crew = await Promise.all(Array.from({ length: WORKERS }, () => startWorker()));
    const ids = [interrupted, ...(await Promise.all(inputs.map(start)))];
    const replacements: Promise<ChildProcess>[] = [];
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await eventually(
        () => storedIn(service, 'jobs').countDocuments({ state: 'succeeded' }),
        (done) => done >= (JOBS * kill) / (KILLS + 2),
      );
      const victim = crew.shift() ?? (await replacements.shift());
      if (victim) await end(victim, 'SIGKILL');
      replacements.push(startWorker());
    }
    await eventually(
      () => storedIn(service, 'jobs').countDocuments({ state: { $in: ['queued', 'running'] } }),
      (left) => left === 0,
    );

    const stored = await storedIn(service, 'jobs').find().toArray();
    expect(stored.map(({ state }) => state as unknown)).toEqual(ids.map(() => 'succeeded'));
    expect(await job(interrupted)).toMatchObject({ attempt: 2 });
    const effects = await storedIn(service, 'sums').find().toArray();
    const totals = effects.map((effect) => [effect['job'], effect['total']] as unknown);
    expect(totals).toHaveLength(JOBS);
    expect(new Map(totals as [string, number][])).toEqual(new Map(ids.map((id, index) => [id, index])));
  });

  it('are finished by another one where a process hangs, whose late end has no effect', async () => {
    const hung = await startWorker('1');
    const id = await start({ numbers: [1, 2], stepMs: 500 });
    await inState(id, 'running');
    hung.kill('SIGSTOP');
    const other = await startWorker('1');
    expect(await inState(id, 'succeeded')).toMatchObject({ attempt: 2, result: { total: 3 } });
    hung.kill('SIGCONT');
    const next = await start({ numbers: [5], stepMs: 1 });
    await inState(next, 'succeeded');
    await end(other, 'SIGTERM');
    const last = await start({ numbers: [6], stepMs: 1 });
    expect(await inState(last, 'succeeded')).toMatchObject({ attempt: 1 }); // the one that hung goes on with others
    expect([await effectsOf(id), (await job(id))['attempt']]).toEqual([1, 2]);
  });

  it('are cancelled by any process', async () => {
    await startWorker('1');
    const id = await start({ numbers: [1], stepMs: 60_000 });
    await inState(id, 'running');
    expect((await client.delete(`/jobs/${id}`)).status).toBe(204);
    const next = await start({ numbers: [1] });
    expect(await inState(next, 'succeeded')).toBeDefined(); // its only thread is free again
    expect((await job(id))['state']).toBe('cancelled');
  });

  it('are given back by a process that stops, and that does not count as an attempt', async () => {
    const worker = await startWorker('1');
    const short = await start({ numbers: [1], stepMs: 700 });
    await inState(short, 'running');
    const long = await start({ numbers: [1, 2, 3], stepMs: 60_000 });
    await inState(short, 'succeeded');
    await inState(long, 'running');
    expect(await end(worker, 'SIGTERM')).toBe(0);
    expect(await job(long)).toMatchObject({ state: 'queued' });
    expect(await storedIn(service, 'jobs').findOne({ released: 1 })).toMatchObject({ attempt: 1, released: 1 });
    await client.delete(`/jobs/${long}`);
  });

  describe('as `npm run worker` starts them', () => {
    function startProgram(env: Readonly<Record<string, string>>): {
      readonly output: () => string;
      readonly program: ChildProcess;
      readonly ended: Promise<unknown[]>;
    } {
      const program = spawn(process.execPath, [join(target, 'src/worker.js')], { cwd: target, env });
      let text = '';
      for (const stream of [program.stdout, program.stderr])
        stream.on('data', (chunk: Buffer) => (text += String(chunk)));
      return { program, output: () => text, ended: once(program, 'exit') };
    }

    it('fail in words without a database or a thread', async () => {
      const DATA_DIR = join(target, 'nothing');
      for (const [env, words] of [
        [{ DATA_DIR }, 'MONGO_URI is not set, and no service keeps its database in'],
        [{ MONGO_URI: service.mongoUri, JOBS_THREADS: '0' }, 'JOBS_THREADS is 0: must be at least 1 for a worker'],
      ] as const) {
        const { ended, output } = startProgram(env);
        expect(await ended).toEqual([1, null]);
        expect(output()).toContain(words);
        expect(output()).not.toContain('    at ');
      }
    });

    it('wait for jobs, tell what becomes of them, and end when they are asked to', async () => {
      const { program, ended, output } = startProgram({ MONGO_URI: service.mongoUri, JOBS_POLL_MS: '100' });
      try {
        await eventually(output, (text) => text.includes('Waiting for jobs, 1 at a time.'));
        const id = await start({ numbers: [1] });
        await inState(id, 'failed'); // the service as it is shipped has others
        await eventually(output, (text) =>
          text.includes(`sum ${id.slice(-6)}: failed: No job is of the type 'sum'; known: `),
        );
      } finally {
        program.kill('SIGTERM');
      }
      expect(await ended).toEqual([0, null]);
    });
  });
});
