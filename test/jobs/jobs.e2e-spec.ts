import { once } from 'node:events';
import { getConnectionToken } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { SumsModule } from '../fixtures/jobs/index.js';
import { Client, query, type Answer } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const WAIT = { prefer: 'wait=25' };
const WAITING_FOR_EVER = { stepMs: 60_000, numbers: [1] };

describe('jobs', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    const environment = { JOBS_BACKOFF_MS: '20', JOBS_PER_CLIENT: '4', JOBS_STREAMS: '2', JOBS_ATTEMPTS: '2' };
    service = await startTestApp({ features: [SumsModule], environment });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });
  afterEach(async () => {
    const unfinished = await storedIn(service, 'jobs')
      .find({ due_at: { $exists: true } })
      .toArray();
    for (const { _id: id } of unfinished) await client.delete(`/jobs/${String(id)}`);
    await eventually(
      () => storedIn(service, 'jobs').countDocuments({ due_at: { $exists: true } }),
      (count) => count === 0,
    );
  });

  async function start(type: string, input: object): Promise<string> {
    const { status, headers, text } = await client.post(`/start/${type}`, input);
    if (status !== 202) throw new Error(`${status}: ${text}`);
    return headers.get('location') ?? '';
  }

  async function finish(type: string, input: object): Promise<Answer> {
    return client.get(await start(type, input), WAIT);
  }

  async function inState(path: string, state: string): Promise<void> {
    await eventually(
      () => client.get(path),
      ({ body }) => body['state'] === state,
    );
  }

  const written = (collection: string, { body }: Answer): Promise<unknown> =>
    storedIn(service, collection).findOne({ job: body._id });

  it('are accepted, run in a thread, answered with their result, and have one effect', async () => {
    const accepted = await client.post('/start/sum', { numbers: [1, 2, 3], name: 'first' });
    expect([accepted.status, accepted.headers.get('retry-after')]).toEqual([202, '1']);
    expect(accepted.body).toMatchObject({ type: 'sum', state: 'queued' });
    const location = accepted.headers.get('location') ?? '';
    expect(location).toBe(`/${accepted.body._links['self']?.href}`);

    const done = await client.get(location, WAIT);
    expect(done.body).toMatchObject({ state: 'succeeded', progress: 1, attempt: 1, result: { total: 6, bytes: 0 } });
    expect(done.headers.get('preference-applied')).toBe('wait=25');
    for (const secret of ['input', 'client', 'due_at', 'expires_at', 'worker', 'fixed'])
      expect(done.body).not.toHaveProperty(secret);
    expect(await written('sums', done)).toMatchObject({ total: 6, name: 'first', writes: 1 });
    expect(await written('ends', done)).toBeNull();
  });

  it('are a read-only resource of the engine, newest first', async () => {
    const done = await finish('linger', {});
    expect(done.body).toMatchObject({ state: 'succeeded', result: 'done' });
    const { body } = await client.get(`/jobs${query({ where: '{"type":"linger","state":"succeeded"}' })}`);
    expect(body._items[0]).toMatchObject({ _id: done.body._id, type: 'linger' });
    expect(body._items.every((job) => job['type'] === 'linger')).toBe(true);
    const unseen = await client.get(`/jobs${query({ where: '{"client":"127.0.0.1"}' })}`);
    expect(unseen.status).toBe(400);

    const tag = { 'if-none-match': done.headers.get('etag') ?? '' };
    expect((await client.get(`/jobs/${done.body._id}`, tag)).status).toBe(304);
    const wrong = await client.post('/jobs', { type: 'sum' });
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
    expect((await client.patch(`/jobs/${done.body._id}`, {})).headers.get('allow')).toBe('GET, HEAD, DELETE, OPTIONS');
  });

  it('read files of the database in their thread', async () => {
    const { db } = service.app.get<mongoose.Connection>(getConnectionToken());
    if (!db) throw new Error('no database');
    const upload = new mongoose.mongo.GridFSBucket(db).openUploadStream('numbers.csv');
    upload.end(Buffer.alloc(700_000, '1,2\n'));
    await once(upload, 'finish');
    const { body } = await finish('sum', { file: upload.id.toHexString() });
    expect(body).toMatchObject({ state: 'succeeded', result: { bytes: 700_000 } });
  });

  it('reject what is no input, a type nobody knows, and what is too large', async () => {
    const invalid = await client.post('/start/sum', { numbers: ['x'], surplus: 1 });
    expect([invalid.status, Object.keys(invalid.body._issues).sort()]).toEqual([422, ['numbers', 'surplus']]);
    const unknown = await client.post('/start/multiply', {});
    expect([unknown.status, unknown.body._issues]).toEqual([
      422,
      { type: "No job is of the type 'multiply'; known: linger, sum" },
    ]);
    expect((await client.post('/start/sum', { name: 'x'.repeat(1_048_570) })).status).toBe(413);
  });

  it('fail in words where nobody knows the type or the input when they are claimed', async () => {
    const made = { state: 'queued', attempt: 0, released: 0, attempts: 3, progress: 0, due_at: new Date() };
    const { insertedIds } = await storedIn(service, 'jobs').insertMany([
      { ...made, type: 'multiply', input: {} },
      { ...made, type: 'sum', input: { stepMs: -1 } },
    ]);
    const unknown = await client.get(`/jobs/${String(insertedIds[0])}`, WAIT);
    expect(unknown.body).toMatchObject({
      state: 'failed',
      error: { message: "No job is of the type 'multiply'; known: linger, sum" },
    });
    const invalid = await client.get(`/jobs/${String(insertedIds[1])}`, WAIT);
    expect(invalid.body['error']).toMatchObject({ issues: { stepMs: [expect.stringContaining('0')] } });
  });

  it('fail at once by an expected error, with its issues, and tell their handler', async () => {
    const done = await finish('sum', { trouble: 'expected' });
    const error = { message: 'These cannot be added up.', issues: { numbers: 'one is missing' } };
    expect(done.body).toMatchObject({ state: 'failed', attempt: 1, error });
    expect(done.body).not.toHaveProperty('result');
    expect(await eventually(() => written('ends', done), Boolean)).toMatchObject({ state: 'failed', writes: 1 });
    expect(await written('sums', done)).toBeNull();
  });

  it.each(['bug', 'crash', 'large'])(
    'fail after a few attempts by %s, without a word of the inside',
    async (trouble) => {
      const done = await finish('sum', { trouble });
      expect(done.body).toMatchObject({ state: 'failed', attempt: trouble === 'large' ? 1 : 2 });
      expect(done.text).not.toMatch(/secret|at sum|node:/);
      expect(done.body['error']).toEqual({
        message: expect.stringMatching(trouble === 'large' ? /JOBS_PAYLOAD/ : /log/) as unknown,
      });
      expect(await written('sums', done)).toBeNull();
    },
  );

  it.each(['first', 'commit'])('are tried again where an attempt fails (%s), with one effect', async (trouble) => {
    const done = await finish('sum', { trouble, numbers: [4] });
    expect(done.body).toMatchObject({ state: 'succeeded', attempt: 2, result: { total: 4 } });
    expect(await written('sums', done)).toMatchObject({ total: 4, writes: 1 });
  });

  it('tell how far they are, and are cancelled while they run', async () => {
    const path = await start('sum', { numbers: [1, 2, 3, 4], stepMs: 10_000 });
    const { body } = await eventually(
      () => client.get(path),
      (answer) => answer.body['progress'] === 0.25,
    );
    expect(body).toMatchObject({ state: 'running', message: 'added 1' });
    expect((await client.get(path, { prefer: 'wait=0' })).body['state']).toBe('running');
    expect((await client.delete(path)).status).toBe(204);
    const cancelled = await client.get(path);
    expect(cancelled.body).toMatchObject({ state: 'cancelled' });
    expect(await eventually(() => written('ends', cancelled), Boolean)).toMatchObject({
      state: 'cancelled',
      writes: 1,
    });
    expect((await client.delete(path)).status).toBe(204);
    expect((await finish('sum', { numbers: [1] })).body['state']).toBe('succeeded'); // the thread is free again
    expect(await written('sums', cancelled)).toBeNull();
  });

  it('are ended where they do not look at the signal', async () => {
    const path = await start('sum', { numbers: [1], trouble: 'busy' });
    await inState(path, 'running');
    expect((await client.delete(path)).status).toBe(204);
    expect((await finish('sum', { numbers: [7] })).body).toMatchObject({ state: 'succeeded', result: { total: 7 } });
  });

  it('are cancelled before they begin, and cannot be afterwards', async () => {
    const first = await start('sum', WAITING_FOR_EVER);
    await inState(first, 'running');
    const second = await start('sum', { numbers: [1] });
    expect((await client.delete(second)).status).toBe(204);
    await client.delete(first);
    await eventually(() => storedIn(service, 'ends').findOne({ job: second.slice(-24) }), Boolean);
    const { body } = await client.get(second);
    expect(body).toMatchObject({ state: 'cancelled' });
    expect(body).not.toHaveProperty('started_at');
    const done = await finish('sum', { numbers: [1] });
    const late = await client.delete(`/jobs/${done.body._id}`);
    expect([late.status, late.body._error.message]).toEqual([409, expect.stringContaining('ended')]);
    expect((await client.delete(`/jobs/${'a'.repeat(24)}`)).status).toBe(404);
    expect((await client.delete('/jobs/nonsense')).status).toBe(404);
  });

  it('are bounded for each client', async () => {
    const running = await start('linger', WAITING_FOR_EVER);
    await inState(running, 'running');
    const answers = await Promise.all(Array.from({ length: 7 }, () => client.post('/start/sum', {})));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 202, 202, 429, 429, 429]);
    const problem = await client.post('/start/sum', {}, { accept: 'application/problem+json' });
    expect([problem.status, problem.headers.get('retry-after')]).toEqual([429, '5']);
    expect(problem.body).toMatchObject({
      status: 429,
      title: 'Too Many Requests',
      detail: expect.stringContaining('4 jobs') as unknown,
    });
  });

  it('vanish some time after they have ended', async () => {
    const { body } = await finish('sum', { numbers: [1] });
    const stored = await storedIn(service, 'jobs').findOne({ _id: new mongoose.mongo.ObjectId(body._id) });
    const kept = Number(stored?.['expires_at']) - Number(stored?.['ended_at']);
    expect(kept).toBe(604_800_000);
    expect(await storedIn(service, 'jobs').indexes()).toContainEqual(
      expect.objectContaining({ key: { expires_at: 1 }, expireAfterSeconds: 0 }),
    );
  });

  describe('as server-sent events', () => {
    const EVENTS = { accept: 'text/event-stream' };

    it('are followed to their end', async () => {
      const path = await start('sum', { numbers: [1, 2, 3], stepMs: 400 });
      const response = await service.fetch(path, { headers: EVENTS });
      expect(response.headers.get('content-type')).toBe('text/event-stream');
      expect(response.headers.get('cache-control')).toBe('no-store');
      const text = await response.text();
      const events = [...text.matchAll(/event: (\w+)\nid: (\S+)\ndata: (.*)\n\n/g)];
      const names = events.map(([, name]) => name);
      expect(names.slice(0, -1).every((name) => name === 'progress')).toBe(true);
      expect(names.length).toBeGreaterThan(2);
      const [, name, id = '', data = ''] = events.at(-1) ?? [];
      expect([name, JSON.parse(data)]).toEqual([
        'succeeded',
        expect.objectContaining({ state: 'succeeded', result: { total: 6, bytes: 0 } }),
      ]);
      expect((await client.get(path, { ...EVENTS, 'last-event-id': id })).status).toBe(204);
      expect((await client.get(path, EVENTS)).text).toContain('event: succeeded');
    });

    it('are as many as may be at a time, whose clients make room by going', async () => {
      const path = await start('linger', WAITING_FOR_EVER);
      const leave = new AbortController();
      const { signal } = leave;
      const streams = await Promise.all([1, 2].map(() => service.fetch(path, { headers: EVENTS, signal })));
      expect(streams.map(({ status }) => status)).toEqual([200, 200]);
      const refused = await client.get(path, EVENTS);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
      leave.abort();
      await client.delete(path);
      expect(
        (
          await eventually(
            () => client.get(path, EVENTS),
            ({ status }) => status === 200,
          )
        ).text,
      ).toContain('cancelled');
      expect((await client.get(`/jobs/${'a'.repeat(24)}`, EVENTS)).status).toBe(404);
    });
  });
});
