import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { SweepModelData } from '../../src/models/sweep-model-data.js';
import { Client, sendRaw, type Answer } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { multipart } from '../support/multipart.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

jest.setTimeout(120_000);

const FIXTURES = join(import.meta.dirname, '../fixtures/models');
const IRIS = readFileSync(join(FIXTURES, 'iris.csv'), 'utf8');
const ROW = '6.9,3.1,5.1,2.3';
const TWO_CLASSES = 'x,y,kind\n1,5,a\n2,3,a\n3,4,b\n4,1,b\n2.5,2,b\n1.5,4,a\n';
const UNKNOWN = '0123456789abcdef01234567';

interface Recorded {
  readonly name: string;
  readonly features: number[][];
  readonly targets: number[];
  readonly probabilities: number[][];
  readonly asked: number[][];
  readonly predictions: number[];
  readonly intervals: number[][];
  readonly pooled: Readonly<Record<string, number>>;
}

interface Issue {
  readonly line: number;
  readonly column?: number;
  readonly name?: string;
  readonly message: string;
}

describe('models', () => {
  let service: TestApp;
  let client: Client;
  let database: mongoose.mongo.MongoClient;
  /** Of iris, as each test may ask it. */
  let iris: string;
  const recorded = JSON.parse(readFileSync(join(FIXTURES, 'scikit-learn.json'), 'utf8')) as {
    readonly classification: Recorded[];
    readonly regression: Recorded[];
  };

  beforeAll(async () => {
    service = await startTestApp({
      environment: {
        MODEL_MAX_CLASSES: '4',
        MODEL_MAX_WEIGHTS: '20',
        MODEL_MAX_CELLS: '300000',
        PREDICTION_MAX_ROWS: '200',
      },
    });
    client = new Client(service.url);
    database = new mongoose.mongo.MongoClient(service.mongoUri);
    iris = await train(IRIS, '?name=iris');
  });
  afterAll(async () => {
    await database.close();
    await service.stop();
  });

  const sendCsv = (path: string, body: string, headers = {}): Promise<Answer> =>
    client.send('POST', path, { body, headers: { 'content-type': 'text/csv', ...headers } });
  const begin = async (body: string, query = ''): Promise<string> => {
    const { status, text, body: answer } = await sendCsv(`/models${query}`, body);
    if (status !== 201) throw new Error(`POST /models answered ${status}: ${text}`);
    return String(answer['model_id']);
  };
  const train = async (body: string, query = ''): Promise<string> => {
    const id = await begin(body, query);
    await eventually(
      () => client.get(`/models/${id}`),
      ({ body: model }) => model['status'] !== 'training',
    );
    return id;
  };
  /** A GET with a body, which `fetch` cannot send. */
  const ask = (model: string, body: string, type = 'text/csv'): ReturnType<typeof sendRaw> =>
    sendRaw(service.url, {
      method: 'GET',
      path: `/models/${model}`,
      headers: { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) },
      body,
    });
  const issuesOf = ({ body }: Answer): readonly Issue[] => body._issues['body'] as readonly Issue[]; // what is in it is what the tests check
  const count = (collection: string): Promise<number> => database.db().collection(collection).countDocuments();
  const countAll = (): Promise<readonly number[]> =>
    Promise.all(['models', 'jobs', 'model_data.files', 'model_data.chunks'].map(count));

  /** Once the data of what was trained before is gone. */
  const countSettled = (): Promise<readonly number[]> => eventually(countAll, (counts) => counts[2] === 0);

  describe('the example of source system D', () => {
    it('is trained, reported of, and asked by a GET with a body', async () => {
      const { status, headers, body } = await sendCsv('/models', IRIS);
      expect(status).toBe(201);
      const { message, model_id: id, task_id: task } = body as unknown as Record<string, string>;
      expect(Object.keys(body).toSorted()).toEqual(['message', 'model_id', 'task_id']);
      expect(message).toEqual(expect.any(String));
      expect(headers.get('location')).toBe(`/models/${id}`);
      expect((await client.get(`/jobs/${task}`)).body['type']).toBe('train-model');
      const checked = await eventually(
        () => client.send('POST', `/check_model_status/${id}`),
        ({ text }) => text !== '"Model is Training"',
      );
      expect([checked.status, checked.text]).toEqual([200, '"Ready to Use"']);
      const answer = await ask(String(id), ROW);
      expect(answer.status).toBe(202);
      const {
        predictions,
        prediction_probability: probabilities,
        ...others
      } = JSON.parse(answer.text) as {
        readonly predictions: unknown;
        readonly prediction_probability: number[][];
      };
      expect(predictions).toEqual(['Iris-virginica']);
      expect(probabilities).toHaveLength(1);
      expect(probabilities[0]?.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 12);
      expect(others).toEqual({});
    });

    it('answers many rows with the probabilities that scikit-learn has', async () => {
      const [expected] = recorded.classification;
      const rows = expected?.features.map((row) => row.join(',')).join('\n') ?? '';
      const answer = JSON.parse((await ask(iris, rows)).text) as { readonly prediction_probability: number[][] };
      const errors = answer.prediction_probability.flatMap((row, at) =>
        row.map((probability, index) => Math.abs(probability - (expected?.probabilities[at]?.[index] ?? NaN))),
      );
      expect(errors).toHaveLength(450);
      expect(Math.max(...errors)).toBeLessThan(1e-6);
    });

    it('answers while the model is trained, or has failed', async () => {
      const [training, failed] = await Promise.all([train(TWO_CLASSES), train(TWO_CLASSES)]);
      const models = database.db().collection('models');
      const job = new mongoose.mongo.ObjectId();
      await database
        .db()
        .collection('jobs')
        .insertOne({
          _id: job,
          type: 'train-model',
          state: 'running',
          progress: 0.5,
          attempt: 1,
          due_at: new Date(Date.now() + 1e6),
        });
      const change = (id: string, members: object): Promise<unknown> =>
        models.updateOne({ _id: new mongoose.mongo.ObjectId(id) }, { $set: members });
      await change(training, { status: 'training', job: job.toHexString() });
      await change(failed, { status: 'training', job: UNKNOWN });
      const answers = [await ask(training, '1,2'), await client.send('POST', `/check_model_status/${training}`)];
      expect(answers.map(({ status, text }) => [status, text])).toEqual([
        [200, '"Model is Training"'],
        [200, '"Model is Training"'],
      ]);
      const early = await client.post(`/models/${training}/predictions`, [[1, 2]]);
      expect([early.status, early.headers.get('retry-after')]).toEqual([503, '1']);
      expect((await ask(failed, '1,2')).status).toBe(409);
      expect((await client.send('POST', `/check_model_status/${failed}`)).status).toBe(409);
      expect((await client.put('/models/aliases/early', { model: training })).status).toBe(409);
    });

    it('answers 404 for an unknown model and 415 for another format', async () => {
      expect((await ask(UNKNOWN, ROW)).status).toBe(404);
      expect((await ask('nobody', ROW)).status).toBe(404);
      expect((await client.send('POST', `/check_model_status/${UNKNOWN}`)).status).toBe(404);
      for (const type of ['text/plain', 'application/json', 'application/x-www-form-urlencoded']) {
        expect((await ask(iris, ROW, type)).status).toBe(415);
        const rejected = await client.send('POST', '/models', { body: IRIS, headers: { 'content-type': type } });
        expect(rejected.status).toBe(415);
        expect(rejected.body._error.message).toMatch(/csv.*label in the last column/);
      }
      expect((await client.send('POST', '/models')).status).toBe(415);
    });

    it('leaves a GET without a body, and GETs of other URLs with one, to the engine', async () => {
      const plain = await client.get(`/models/${iris}`, { accept: 'application/json', 'content-type': 'text/csv' });
      expect([plain.status, plain.body['name']]).toEqual([200, 'iris']);
      const list = await sendRaw(service.url, {
        method: 'GET',
        path: '/models',
        headers: { 'content-type': 'text/csv', 'content-length': '3' },
        body: '1,2',
      });
      expect(list.status).toBe(200);
      expect(list.text).toContain('_items');
    });
  });

  describe('POST /models', () => {
    it('stores what it learnt as a resource', async () => {
      const { body } = await client.get(`/models/${iris}`);
      expect(body).toMatchObject({
        name: 'iris',
        version: 1,
        task: 'classification',
        status: 'ready',
        rows: 150,
        label: 'column_5',
        classes: ['Iris-setosa', 'Iris-versicolor', 'Iris-virginica'],
        evaluation: {
          method: 'stratified 5-fold cross-validation',
          rows: 150,
          accuracy: 0.96,
          confusion_matrix: [
            [50, 0, 0],
            [0, 47, 3],
            [0, 3, 47],
          ],
        },
      });
      expect(body['data']).toBeUndefined();
      const part = await client.get(`/models/${iris}?projection={"evaluation.accuracy":1,"features.name":1}`);
      expect(part.body).toMatchObject({ evaluation: { accuracy: 0.96 } });
      expect(part.body['classes']).toBeUndefined();
      const good = await client.get('/models?where={"evaluation.accuracy":{"$gt":0.95},"name":"iris"}');
      expect(good.body._items).toHaveLength(1);
      const { log_loss: loss } = body['evaluation'] as { readonly log_loss: number };
      expect(loss).toBeCloseTo(recorded.classification[0]?.pooled['log_loss'] ?? NaN, 7);
    });

    it('numbers the versions of a name, also of rivals, and lists and filters them', async () => {
      await Promise.all([1, 2, 3].map(() => begin(TWO_CLASSES, '?name=rivals')));
      const { body } = await client.get('/models?where={"name":"rivals"}&sort=version');
      expect(body._items.map(({ version }) => version)).toEqual([1, 2, 3]);
    });

    it('takes a header, a delimiter, a label column by name, a form, and classes that are numbers', async () => {
      const csv = 'kind;x;y\n1;0,5;3\n'.replace('0,5', '0.5') + '1.0;2;3\n2;4;1\n10;5;6\n';
      const { body } = await client.get(`/models/${await train(csv, '?label=kind&delimiter=semicolon')}`);
      expect(body).toMatchObject({
        classes: [1, 2, 10],
        label: 'kind',
        rows: 4,
        features: [{ name: 'x', min: 0.5 }, { name: 'y' }],
      });
      expect(JSON.stringify(body['evaluation'])).toContain('Fewer rows than folds');
      const form = await client.send('POST', '/models', multipart(['name="file"; filename="a.csv"', TWO_CLASSES]));
      expect(form.status).toBe(201);
    });

    const rejected: readonly [string, string, string, Partial<Issue>][] = [
      ['nothing', '', '', { line: 1 }],
      ['a header and no rows', 'x,y,kind\n', '', { line: 2 }],
      ['one class', '1,2,a\n3,4,a\n', '', { message: 'all rows have one class; two at least are needed' }],
      [
        'text among features',
        '1,2,a\n3,red,b\n',
        '',
        { line: 2, column: 2, message: '"red" is text; a number is needed' },
      ],
      ['NaN', '1,2,a\nNaN,4,b\n', '', { line: 2, column: 1 }],
      ['infinity', '1,2,a\n1e400,4,b\n', '', { line: 2, column: 1 }],
      ['an empty cell', '1,2,a\n1,,b\n', '', { line: 2, column: 2 }],
      ['a long row', '1,2,a\n1,2,3,b\n', '', { line: 2 }],
      ['a short row', '1,2,a\n1,b\n', '', { line: 2 }],
      ['a missing label', '1,2,a\n1,2,\n', '', { line: 2, column: 3, message: 'the label is missing' }],
      ['a label alone', 'a\nb\n', '?header=no', { line: 1 }],
      ['too many classes', 'x,k\n1,a\n2,b\n3,c\n4,d\n5,e\n', '', { line: 6, column: 2 }],
      ['too many weights', `${'1,'.repeat(7)}a\n${'2,'.repeat(7)}b\n${'3,'.repeat(7)}c\n`, '', { line: 1 }],
      ['too many cells', '1,2,a\n'.repeat(100_001), '', { line: 100_001 }],
      ['a text to predict', 'x,y\n1,2\n2,b\n', '?task=regression', { line: 3, column: 2 }],
    ];
    it.each(rejected)('rejects %s, and leaves nothing of it', async (_what, csv, query, issue) => {
      const before = await countSettled();
      const answer = await sendCsv(`/models${query}`, csv);
      expect(answer.status).toBe(422);
      expect(issuesOf(answer)).toContainEqual(expect.objectContaining(issue));
      expect(await countAll()).toEqual(before);
    });

    it('names the first hundred bad cells', async () => {
      const answer = await sendCsv('/models', '1,2,a\n'.repeat(10) + 'x,y,a\n'.repeat(100));
      expect(answer.status).toBe(422);
      const issues = issuesOf(answer);
      expect(issues).toHaveLength(100);
      expect([issues[0], issues[99]]).toMatchObject([
        { line: 11, column: 1, name: 'column_1' },
        { line: 60, column: 2 },
      ]);
    });

    it('rejects parameters that it does not know, and a label that is no column', async () => {
      for (const query of ['?colour=red', '?task=clustering', '?label=nobody', '?name=', '?header=maybe']) {
        expect([query, (await sendCsv(`/models${query}`, TWO_CLASSES)).status]).toEqual([query, 400]);
      }
    });

    it('leaves nothing of an upload that is cut in the middle', async () => {
      const before = await countSettled();
      const { hostname, port } = new URL(service.url);
      const socket = connect(Number(port), hostname);
      socket.write('POST /models HTTP/1.1\r\nhost: x\r\ncontent-type: text/csv\r\ncontent-length: 1000000\r\n\r\n');
      socket.write('1,2,a\n3,4,b\n'.repeat(50_000));
      await eventually(
        () => count('model_data.chunks'),
        (chunks) => chunks > 1,
      );
      socket.destroy();
      await eventually(countAll, (now) => JSON.stringify(now) === JSON.stringify(before));
    });

    it('removes at a start what an upload left whose process was killed', async () => {
      const chunks = database.db().collection('model_data.chunks');
      const [old, recent] = [mongoose.mongo.ObjectId.createFromTime(1), new mongoose.mongo.ObjectId()];
      await chunks.insertMany([old, recent].map((files_id) => ({ files_id, n: 0 })));
      await service.app.get(SweepModelData, { strict: false }).sweep();
      expect(await chunks.distinct('files_id')).toEqual([recent]);
      await chunks.deleteMany({});
    });

    it('keeps no data of a model that is trained, and takes a model away with its job', async () => {
      const id = await train(TWO_CLASSES);
      await eventually(
        () => count('model_data.files'),
        (files) => files === 0,
      );
      expect(await count('model_data.chunks')).toBe(0);
      const { body } = await client.get(`/models/${id}`);
      expect((await client.delete(`/models/${id}`, { 'if-match': body._etag })).status).toBe(204);
      expect((await ask(id, '1,2')).status).toBe(404);
    });
  });

  it('trains a regression and answers with the intervals of its theory', async () => {
    for (const { name, features, targets, asked, predictions, intervals, pooled } of recorded.regression.slice(1)) {
      const csv = features.map((row, at) => [...row, targets[at]].join(',')).join('\n');
      const id = await train(csv, '?task=regression');
      const { body } = await client.get(`/models/${id}`);
      expect([name, body]).toMatchObject([name, { status: 'ready', evaluation: { rows: pooled['rows'] } }]);
      expect((body['evaluation'] as { readonly r2: number }).r2).toBeCloseTo(pooled['r2'] ?? NaN, 7);
      const answer = await client.post(`/models/${id}/predictions`, asked);
      const { predictions: own, prediction_intervals: ownIntervals } = answer.body as unknown as {
        predictions: number[];
        prediction_intervals: number[][];
      };
      for (const [at, number] of predictions.entries()) expect(own[at]).toBeCloseTo(number, 6);
      for (const [at, number] of intervals.flat().entries()) expect(ownIntervals.flat()[at]).toBeCloseTo(number, 6);
    }
  });

  describe('POST /models/:model/predictions', () => {
    it('reads CSV in any order below a header, objects and lists alike', async () => {
      const id = await train(TWO_CLASSES);
      const path = `/models/${id}/predictions`;
      const answers = [
        await sendCsv(path, '1,5\n4,1\n'),
        await sendCsv(path, 'y,x\n5,1\n1,4\n'),
        await client.post(path, [
          { y: 5, x: 1 },
          { x: 4.0, y: 1 },
        ]),
        await client.post(path, [
          [1, 5],
          [4, 1],
        ]),
      ];
      for (const { status, body } of answers) {
        expect(status).toBe(200);
        expect(body).toEqual(answers[0]?.body);
      }
      expect(answers[0]?.body).toMatchObject({ predictions: ['a', 'b'], model: { id, version: 1 } });
      expect((await client.post(path, { x: 1, y: 5 })).body['predictions']).toEqual(['a']);
      expect((await client.post(path, [1, 5])).body['predictions']).toEqual(['a']);
    });

    it('warns of features outside the range of the training data', async () => {
      const { body } = await client.post(`/models/${iris}/predictions`, [
        [5, 3, 1, 0.2],
        [5, 3, 1, 9],
        [5, 3, 1, -1],
      ]);
      expect(body['warnings']).toEqual([
        expect.objectContaining({ feature: 'column_4', min: 0.1, max: 2.5, rows: 2, first_row: 2 }),
      ]);
      expect((await client.post(`/models/${iris}/predictions`, [[5, 3, 1, 0.2]])).body['warnings']).toBeUndefined();
    });

    const bad: readonly [unknown, number, string][] = [
      [[], 400, 'rows'],
      ['text', 400, 'rows'],
      [[[1, 2]], 422, 'has 2 values, where the model has 4 features'],
      [[[1, 2, 3, 'x']], 422, 'must be of number type'],
      [[[1, 2, 3, null]], 422, 'must be of number type'],
      [[[1, 2, 3, true]], 422, 'must be of number type'],
      [[{ column_1: 1 }], 422, 'required field'],
      [[{ column_1: 1, column_2: 1, column_3: 1, column_4: 1, colour: 1 }], 422, 'unknown field'],
      [[[1, 2, 3, 4], 5], 422, 'must be an object of features'],
      [Array.from({ length: 201 }, () => [1, 2, 3, 4]), 413, 'PREDICTION_MAX_ROWS'],
    ];
    it.each(bad.map(([rows, status, words]) => [JSON.stringify(rows).slice(0, 60), status, words, rows] as const))(
      'rejects %s with %d',
      async (_rows, status, words, rows) => {
        const answer = await client.post(`/models/${iris}/predictions`, rows);
        expect(answer.status).toBe(status);
        expect(answer.text).toContain(words);
      },
    );

    it('rejects CSV that is not of its features', async () => {
      for (const [csv, words] of [
        ['1,2,3\n', '3 cells, where the model has 4 features'],
        ['column_1,column_2,column_3,colour\n1,2,3,4\n', 'the model has no such feature'],
        ['1,2,3,x\n', 'is text'],
        ['1,2,3,4\n'.repeat(201), 'PREDICTION_MAX_ROWS'],
        ['', 'empty'],
      ] as const) {
        const answer = await sendCsv(`/models/${iris}/predictions`, csv);
        expect([csv.slice(0, 50), answer.status]).toEqual([csv.slice(0, 50), 422]);
        expect(answer.text).toContain(words);
      }
    });
  });

  describe('aliases', () => {
    it('mean a model, another one, and again the first', async () => {
      const [first, second] = [await train(TWO_CLASSES, '?name=swap'), await train(TWO_CLASSES, '?name=swap')];
      const champion = '/models/aliases/champion';
      expect((await client.get(champion)).status).toBe(404);
      expect((await client.put(champion, { model: first })).body).toMatchObject({
        alias: 'champion',
        model: first,
        history: [],
      });
      expect((await client.put(champion, { model: first })).body['history']).toEqual([]);
      const ask2 = async (): Promise<unknown> =>
        (await client.post('/models/champion/predictions', [[1, 5]])).body['model'];
      expect(await ask2()).toMatchObject({ id: first, name: 'swap', version: 1 });
      expect((await client.put(champion, { model: second })).body).toMatchObject({
        model: second,
        history: [{ model: first }],
      });
      expect(await ask2()).toMatchObject({ id: second, version: 2 });
      expect((await ask('champion', '1,5')).status).toBe(202);
      const { body: model } = await client.get(`/models/${second}`);
      expect((await client.delete(`/models/${second}`, { 'if-match': model._etag })).status).toBe(409);
      expect((await client.send('POST', `${champion}/rollback`)).body).toMatchObject({ model: first, history: [] });
      expect(await ask2()).toMatchObject({ id: first });
      expect((await client.send('POST', `${champion}/rollback`)).status).toBe(409);
      expect((await client.get('/models/champion')).body).toMatchObject({ _id: first, name: 'swap' }); // fetch follows
      expect((await client.get('/models/aliases')).body._items).toMatchObject([{ alias: 'champion', model: first }]);
      expect((await client.post('/models/aliases', { alias: 'champion', model: second })).body).toMatchObject({
        model: second,
      });
      expect((await client.delete(champion)).status).toBe(204);
      expect((await client.delete(champion)).status).toBe(404);
      expect((await client.send('POST', `${champion}/rollback`)).status).toBe(404);
    });

    it('are swapped without a request failing', async () => {
      const [first, second] = [await train(TWO_CLASSES), await train(TWO_CLASSES)];
      await client.put('/models/aliases/busy', { model: first });
      let isOver = false;
      const asking = Array.from({ length: 4 }, async () => {
        const statuses = new Set<number>();
        const models = new Set<string>();
        while (!isOver) {
          const { status, body } = await client.post('/models/busy/predictions', [[1, 5]]);
          statuses.add(status);
          models.add((body['model'] as { readonly id: string }).id);
        }
        return { statuses: [...statuses], models: [...models].toSorted() };
      });
      for (let swap = 0; swap < 20; swap += 1)
        await client.put('/models/aliases/busy', { model: swap % 2 === 0 ? second : first });
      isOver = true;
      for (const seen of await Promise.all(asking))
        expect(seen).toEqual({ statuses: [200], models: [first, second].toSorted() });
    });

    it('default means the latest model unless it was given a meaning', async () => {
      const latest = await train(TWO_CLASSES);
      const idOfDefault = async (): Promise<unknown> =>
        (await client.post('/models/default/predictions', [[1, 5]])).body['model'];
      expect(await idOfDefault()).toMatchObject({ id: latest });
      const other = await train(TWO_CLASSES);
      await client.put('/models/aliases/default', { model: latest });
      expect(await idOfDefault()).toMatchObject({ id: latest });
      expect(other).not.toBe(latest);
    });

    it('are rejected with bad names and models', async () => {
      expect((await client.put('/models/aliases/champion', { model: UNKNOWN })).body._issues).toHaveProperty('model');
      expect((await client.put('/models/aliases/champion', {})).status).toBe(422);
      expect((await client.put('/models/aliases/champion', { model: iris, colour: 1 })).body._issues).toHaveProperty(
        'colour',
      );
      expect((await client.put(`/models/aliases/${UNKNOWN}`, { model: iris })).status).toBe(422);
      expect((await client.put('/models/aliases/aliases', { model: iris })).status).toBe(422);
      expect((await client.get('/models/nobody')).status).toBe(404);
    });
  });
});
