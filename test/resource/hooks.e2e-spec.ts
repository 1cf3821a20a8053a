import { hooks, HOOKS_OF_ALL, NotesModule } from '../fixtures/notes.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const ID = '0123456789abcdef01234567';

let service: TestApp;
let client: Client;

beforeAll(async () => {
  service = await startTestApp({ features: [NotesModule], hooks: HOOKS_OF_ALL });
  client = new Client(service.url);
});
afterEach(async () => {
  Object.assign(hooks, { all: {}, own: {} });
  await storedIn(service, 'notes').deleteMany({});
});
afterAll(async () => {
  await service.stop();
});

/** The hook points of a request: those of all hooks before those of the resource's own. */
async function hookPointsOf(request: () => Promise<{ readonly status: number }>): Promise<readonly [number, string[]]> {
  hooks.heard = [];
  const { status } = await request();
  return [status, hooks.heard];
}

const bothOf = (hookPoints: readonly string[]): string[] =>
  hookPoints.flatMap((point) => [`all ${point}`, `own ${point}`]);

/** After a rejection the hooks of the resource hear nothing more, those of all resources what is answered. */
const rejectedAt = (hookPoints: readonly string[], post: string): string[] => [...bothOf(hookPoints), `all ${post}`];

describe('the hook points', () => {
  it('of GET', async () => {
    const { path, etag } = await client.create('/notes', { title: 'a' });
    expect(await hookPointsOf(() => client.get('/notes'))).toEqual([
      200,
      bothOf(['preGet', 'afterFetchPage', 'postGet']),
    ]);
    const item = bothOf(['preGet', 'afterFetchItem', 'postGet']);
    expect(await hookPointsOf(() => client.get(path))).toEqual([200, item]);
    expect(await hookPointsOf(() => client.get(`${path}?projection={"title":1}`))).toEqual([200, item]);
    expect(await hookPointsOf(() => client.get(path, { 'if-none-match': etag }))).toEqual([304, item]);
    expect(await hookPointsOf(() => client.get(`/notes/${ID}`))).toEqual([404, rejectedAt(['preGet'], 'postGet')]);
    expect(await hookPointsOf(() => client.get('/notes?where=x'))).toEqual([400, rejectedAt(['preGet'], 'postGet')]);
  });

  it('of HEAD: those of GET without the last', async () => {
    const { path } = await client.create('/notes', { title: 'a' });
    expect(await hookPointsOf(() => client.send('HEAD', '/notes'))).toEqual([
      200,
      bothOf(['preGet', 'afterFetchPage']),
    ]);
    expect(await hookPointsOf(() => client.send('HEAD', path))).toEqual([200, bothOf(['preGet', 'afterFetchItem'])]);
    expect(await hookPointsOf(() => client.send('HEAD', `/notes/${ID}`))).toEqual([404, bothOf(['preGet'])]);
  });

  it('of POST, once for all documents of the request', async () => {
    const created = bothOf(['prePost', 'beforeInsert', 'afterInsert', 'postPost']);
    expect(await hookPointsOf(() => client.post('/notes', { title: 'a' }))).toEqual([201, created]);
    expect(await hookPointsOf(() => client.post('/notes', [{ title: 'b' }, { title: 'c' }]))).toEqual([201, created]);
    const rejected = rejectedAt(['prePost'], 'postPost');
    expect(await hookPointsOf(() => client.post('/notes', {}))).toEqual([422, rejected]);
    expect(await hookPointsOf(() => client.post('/notes', [{ title: 'd' }, {}]))).toEqual([422, rejected]);
    expect(await hookPointsOf(() => client.post('/notes', []))).toEqual([400, rejected]);
  });

  it('of a POST whose document collides with a stored one', async () => {
    await client.create('/notes', { title: 'a', code: 'taken' });
    const rejected = rejectedAt(['prePost', 'beforeInsert'], 'postPost');
    expect(await hookPointsOf(() => client.post('/notes', { title: 'b', code: 'taken' }))).toEqual([422, rejected]);
  });

  it('of PUT', async () => {
    const { path, etag } = await client.create('/notes', { title: 'a' });
    const replaced = bothOf(['prePut', 'beforeReplace', 'afterReplace', 'postPut']);
    const rejected = rejectedAt(['prePut'], 'postPut');
    expect(await hookPointsOf(() => client.put(path, { title: 'b' }))).toEqual([428, rejected]);
    expect(await hookPointsOf(() => client.put(path, { title: 'b' }, { 'if-match': ID }))).toEqual([412, rejected]);
    expect(await hookPointsOf(() => client.put(path, {}, { 'if-match': etag }))).toEqual([422, rejected]);
    expect(await hookPointsOf(() => client.put(path, { title: 'b' }, { 'if-match': etag }))).toEqual([200, replaced]);
  });

  it('of a PUT that creates', async () => {
    const created = bothOf(['prePut', 'beforeInsert', 'afterInsert', 'postPut']);
    expect(await hookPointsOf(() => client.put(`/notes/${ID}`, {}))).toEqual([422, rejectedAt(['prePut'], 'postPut')]);
    expect(await hookPointsOf(() => client.put(`/notes/${ID}`, { title: 'a' }))).toEqual([201, created]);
  });

  it('of PATCH', async () => {
    const { path, etag } = await client.create('/notes', { title: 'a' });
    const updated = bothOf(['prePatch', 'beforeUpdate', 'afterUpdate', 'postPatch']);
    const rejected = rejectedAt(['prePatch'], 'postPatch');
    expect(await hookPointsOf(() => client.patch(path, {}))).toEqual([428, rejected]);
    expect(await hookPointsOf(() => client.patch(path, {}, { 'if-match': ID }))).toEqual([412, rejected]);
    expect(await hookPointsOf(() => client.patch(path, { rank: 'x' }, { 'if-match': etag }))).toEqual([422, rejected]);
    expect(await hookPointsOf(() => client.patch(`/notes/${ID}`, {}, { 'if-match': etag }))).toEqual([404, rejected]);
    expect(await hookPointsOf(() => client.patch(path, { rank: 1 }, { 'if-match': etag }))).toEqual([200, updated]);
  });

  it('of the DELETE of an item: none of a document where there is none', async () => {
    const { path, etag } = await client.create('/notes', { title: 'a' });
    const deleted = bothOf(['preDelete', 'beforeDeleteItem', 'afterDeleteItem', 'postDelete']);
    expect(await hookPointsOf(() => client.delete(path))).toEqual([428, rejectedAt(['preDelete'], 'postDelete')]);
    expect(await hookPointsOf(() => client.delete(path, { 'if-match': etag }))).toEqual([204, deleted]);
    expect(await hookPointsOf(() => client.delete(path))).toEqual([204, bothOf(['preDelete', 'postDelete'])]);
  });

  it('of the DELETE of a collection: fewer where it is empty', async () => {
    await client.create('/notes', { title: 'a' });
    const deleted = ['preDelete', 'beforeDeleteAll', 'beforeDeleteOriginals', 'afterDeleteAll', 'postDelete'];
    expect(await hookPointsOf(() => client.delete('/notes'))).toEqual([204, bothOf(deleted)]);
    const nothing = ['preDelete', 'beforeDeleteAll', 'postDelete'];
    expect(await hookPointsOf(() => client.delete('/notes'))).toEqual([204, bothOf(nothing)]);
  });

  it('are none for OPTIONS, other resources’ URLs and what reaches no resource', async () => {
    expect(await hookPointsOf(() => client.send('OPTIONS', '/notes'))).toEqual([200, []]);
    expect(await hookPointsOf(() => client.get('/'))).toEqual([200, []]);
    expect(await hookPointsOf(() => client.get('/health'))).toEqual([200, []]);
    expect(await hookPointsOf(() => client.get('/nowhere'))).toEqual([404, []]);
    expect(await hookPointsOf(() => client.put('/notes', {}))).toEqual([405, []]);
    const headers = { 'content-type': 'application/json' };
    expect(await hookPointsOf(() => client.send('POST', '/notes', { headers, body: '{' }))).toEqual([400, []]);
  });
});
