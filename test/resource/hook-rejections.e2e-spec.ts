import { loadSettings } from '../../src/config/load-settings.js';
import { BadRequest, Conflict, Forbidden, NotFound, ValidationFailed } from '../../src/common/resource/index.js';
import { hooks, HOOKS_OF_ALL, NotesModule } from '../fixtures/notes.js';
import { captureLog } from '../support/captured-log.js';
import { Client, type Answer } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { A_TEXT } from '../support/wire.js';

const { logger, lines } = captureLog('error');

let service: TestApp;
let client: Client;

beforeAll(async () => {
  service = await startTestApp({ features: [NotesModule], hooks: HOOKS_OF_ALL, logger });
  client = new Client(service.url);
});
afterEach(async () => {
  Object.assign(hooks, { all: {}, own: {} });
  await storedIn(service, 'notes').deleteMany({});
});
afterAll(async () => {
  await service.stop();
});

const fail = (error: Error) => (): never => {
  throw error;
};

/** One request of each kind that writes, on a stored document. */
const WRITES = {
  POST: (): Promise<Answer> => client.post('/notes', { title: 'b' }),
  PUT: (path: string): Promise<Answer> => client.put(path, { title: 'b' }, { 'if-match': '*' }),
  PATCH: (path: string): Promise<Answer> => client.patch(path, { title: 'b' }, { 'if-match': '*' }),
  DELETE: (path: string): Promise<Answer> => client.delete(path, { 'if-match': '*' }),
  'DELETE of all': (): Promise<Answer> => client.delete('/notes'),
};

type Write = keyof typeof WRITES;

const titles = async (): Promise<unknown[]> => {
  const stored = await storedIn(service, 'notes').find().sort({ title: 1 }).toArray();
  return stored.map(({ title }): unknown => title);
};

describe('a hook that throws an ApiError', () => {
  it.each([
    ['prePost', 'POST'],
    ['beforeInsert', 'POST'],
    ['prePut', 'PUT'],
    ['beforeReplace', 'PUT'],
    ['prePatch', 'PATCH'],
    ['beforeUpdate', 'PATCH'],
    ['preDelete', 'DELETE'],
    ['beforeDeleteItem', 'DELETE'],
    ['preDelete', 'DELETE of all'],
    ['beforeDeleteAll', 'DELETE of all'],
    ['beforeDeleteOriginals', 'DELETE of all'],
  ] as const)('in %s rejects a %s, and nothing is written', async (point, write) => {
    const { path } = await client.create('/notes', { title: 'a' });
    for (const label of ['all', 'own'] as const) {
      Object.assign(hooks, { all: {}, own: {}, heard: [], [label]: { [point]: fail(new Forbidden('Not you.')) } });
      const { status, body } = await WRITES[write](path);
      expect([label, status, body]).toEqual([
        label,
        403,
        { _status: 'ERR', _error: { code: 403, message: 'Not you.' } },
      ]);
      expect(hooks.heard.filter((heard) => heard.startsWith('own')).includes(`own ${point}`)).toBe(label === 'own');
      expect(hooks.heard.join()).not.toMatch(/after|own post/);
    }
    expect(await titles()).toEqual(['a']);
  });

  it.each([new BadRequest('no'), new NotFound(), new Conflict('no'), new ValidationFailed({ title: 'too plain' })])(
    'answers as the engine itself does: %s',
    async (error) => {
      hooks.own = { beforeInsert: fail(error) };
      const { status, body } = await client.post('/notes', [{ title: 'b' }, { title: 'c' }]);
      expect([status, body]).toEqual([error.status, error.toBody(loadSettings({}, []))]);
      expect(await titles()).toEqual([]);
    },
  );

  it.each(['preGet', 'afterFetchItem', 'postGet'])('in %s rejects a GET', async (point) => {
    const { path } = await client.create('/notes', { title: 'a' });
    hooks.own = { [point]: fail(new Forbidden('Not you.')) };
    expect((await client.get(path)).status).toBe(403);
  });

  it('rejects in the form that the client asks for', async () => {
    hooks.all = { prePost: fail(new Forbidden('Not you.')) };
    const { headers, text } = await client.post('/notes', { title: 'a' }, { accept: 'application/problem+json' });
    expect(headers.get('content-type')).toMatch('application/problem+json');
    expect(JSON.parse(text)).toMatchObject({ status: 403, detail: 'Not you.' });
  });

  it('rejects in the words of the service', async () => {
    const renamed = await startTestApp({
      features: [NotesModule],
      hooks: HOOKS_OF_ALL,
      environment: { ERROR_NAME: '_why' },
    });
    try {
      hooks.own = { beforeInsert: fail(new Forbidden('Not you.')) };
      const { body } = await new Client(renamed.url).post('/notes', { title: 'a' });
      expect(body['_why']).toEqual({ code: 403, message: 'Not you.' });
    } finally {
      await renamed.stop();
    }
  });
});

describe('a hook that throws anything else', () => {
  it('before a write: 500, and nothing is written', async () => {
    hooks.own = { beforeInsert: fail(new TypeError('the password is hunter2')) };
    hooks.heard = [];
    const { status, text } = await client.post('/notes', { title: 'a' });
    expect(status).toBe(500);
    expect(text).not.toContain('hunter2');
    expect(hooks.heard).not.toContain('all postPost');
    expect(await titles()).toEqual([]);
  });
});

describe('a hook that throws after the write', () => {
  it.each<[string, Write, string[]]>([
    ['afterInsert', 'POST', ['a', 'b']],
    ['postPost', 'POST', ['a', 'b']],
    ['afterReplace', 'PUT', ['b']],
    ['postPut', 'PUT', ['b']],
    ['afterUpdate', 'PATCH', ['b']],
    ['postPatch', 'PATCH', ['b']],
    ['afterDeleteItem', 'DELETE', []],
    ['postDelete', 'DELETE', []],
    ['afterDeleteAll', 'DELETE of all', []],
  ])('in %s cannot reject the %s: 500, logged, and the write stands', async (point, write, left) => {
    const { path } = await client.create('/notes', { title: 'a' });
    hooks.own = { [point]: fail(new Conflict('the cause')) };
    const { status, body } = await WRITES[write](path);
    expect([status, body._error]).toEqual([500, { code: 500, message: A_TEXT, id: A_TEXT }]);
    expect(await titles()).toEqual(left);
    expect(JSON.stringify(lines.at(-1))).toContain('the cause');
  });
});

describe('a hook that gives back what cannot be', () => {
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;

  it.each([
    ['fewer documents than it got', []],
    ['more documents than it got', [{ title: 'a' }, { title: 'b' }]],
    ['what MongoDB cannot store', [{ title: 'a', owner: circular }]],
  ])('is a bug, and nothing is written: %s', async (_what, documents) => {
    hooks.own = { beforeInsert: () => documents as never };
    expect((await client.post('/notes', { title: 'a' })).status).toBe(500);
    expect(await titles()).toEqual([]);
  });

  it('is a bug, and nothing is written: nothing at all', async () => {
    const { path } = await client.create('/notes', { title: 'a' });
    const nothing = (): never => undefined as never;
    hooks.own = { beforeInsert: nothing, beforeReplace: nothing, beforeUpdate: nothing };
    for (const write of ['POST', 'PUT', 'PATCH'] as const) expect((await WRITES[write](path)).status).toBe(500);
    expect(await titles()).toEqual(['a']);
  });

  it('cannot change the fields that the server writes', async () => {
    const changed = { _id: 'x', _created: 'x', _updated: 'x', _etag: 'x' };
    const { id, path, etag } = await client.create('/notes', { title: 'a' });
    const before = await client.get(path);
    hooks.own = {
      beforeUpdate: (document) => ({ ...document, ...changed }),
      beforeReplace: (document) => ({ ...document, ...changed }),
    };
    const patched = await client.patch(path, { title: 'b' }, { 'if-match': etag });
    const replaced = await client.put(path, { title: 'c' }, { 'if-match': patched.body._etag });
    for (const { status, body } of [patched, replaced]) {
      expect([status, body]).toMatchObject([200, { _id: id, _created: before.body._created }]);
      expect(Date.parse(body._updated)).not.toBeNaN();
    }
    expect((await client.get(path)).body).toMatchObject({ title: 'c', _id: id, _etag: replaced.body._etag });
  });
});
