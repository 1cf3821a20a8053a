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

/** The moments of a request: those of all hooks before those of the resource's own. */
async function momentsOf(request: () => Promise<{ readonly status: number }>): Promise<readonly [number, string[]]> {
  hooks.heard = [];
  const { status } = await request();
  return [status, hooks.heard];
}

const bothOf = (moments: readonly string[]): string[] =>
  moments.flatMap((moment) => [`all ${moment}`, `own ${moment}`]);

/** After a refusal the hooks of the resource hear nothing more, those of all resources what is answered. */
const refusedAt = (moments: readonly string[], post: string): string[] => [...bothOf(moments), `all ${post}`];

describe('the moments', () => {
  it('of GET', async () => {
    const { path, etag } = await client.create('/notes', { title: 'a' });
    expect(await momentsOf(() => client.get('/notes'))).toEqual([200, bothOf(['preGet', 'afterFetchPage', 'postGet'])]);
    const item = bothOf(['preGet', 'afterFetchItem', 'postGet']);
    expect(await momentsOf(() => client.get(path))).toEqual([200, item]);
    expect(await momentsOf(() => client.get(`${path}?projection={"title":1}`))).toEqual([200, item]);
    expect(await momentsOf(() => client.get(path, { 'if-none-match': etag }))).toEqual([304, item]);
    expect(await momentsOf(() => client.get(`/notes/${ID}`))).toEqual([404, refusedAt(['preGet'], 'postGet')]);
    expect(await momentsOf(() => client.get('/notes?where=x'))).toEqual([400, refusedAt(['preGet'], 'postGet')]);
  });

  it('of HEAD: those of GET without the last', async () => {
    const { path } = await client.create('/notes', { title: 'a' });
    expect(await momentsOf(() => client.send('HEAD', '/notes'))).toEqual([200, bothOf(['preGet', 'afterFetchPage'])]);
    expect(await momentsOf(() => client.send('HEAD', path))).toEqual([200, bothOf(['preGet', 'afterFetchItem'])]);
    expect(await momentsOf(() => client.send('HEAD', `/notes/${ID}`))).toEqual([404, bothOf(['preGet'])]);
  });

  it('of POST, once for all documents of the request', async () => {
    const created = bothOf(['prePost', 'beforeInsert', 'afterInsert', 'postPost']);
    expect(await momentsOf(() => client.post('/notes', { title: 'a' }))).toEqual([201, created]);
    expect(await momentsOf(() => client.post('/notes', [{ title: 'b' }, { title: 'c' }]))).toEqual([201, created]);
    const refused = refusedAt(['prePost'], 'postPost');
    expect(await momentsOf(() => client.post('/notes', {}))).toEqual([422, refused]);
    expect(await momentsOf(() => client.post('/notes', [{ title: 'd' }, {}]))).toEqual([422, refused]);
    expect(await momentsOf(() => client.post('/notes', []))).toEqual([400, refused]);
  });

  it('of a POST whose document collides with a stored one', async () => {
    await client.create('/notes', { title: 'a', code: 'taken' });
    const refused = refusedAt(['prePost', 'beforeInsert'], 'postPost');
    expect(await momentsOf(() => client.post('/notes', { title: 'b', code: 'taken' }))).toEqual([422, refused]);
  });

  it('of PUT', async () => {
    const { path, etag } = await client.create('/notes', { title: 'a' });
    const replaced = bothOf(['prePut', 'beforeReplace', 'afterReplace', 'postPut']);
    const refused = refusedAt(['prePut'], 'postPut');
    expect(await momentsOf(() => client.put(path, { title: 'b' }))).toEqual([428, refused]);
    expect(await momentsOf(() => client.put(path, { title: 'b' }, { 'if-match': ID }))).toEqual([412, refused]);
    expect(await momentsOf(() => client.put(path, {}, { 'if-match': etag }))).toEqual([422, refused]);
    expect(await momentsOf(() => client.put(path, { title: 'b' }, { 'if-match': etag }))).toEqual([200, replaced]);
  });

  it('of a PUT that creates', async () => {
    const created = bothOf(['prePut', 'beforeInsert', 'afterInsert', 'postPut']);
    expect(await momentsOf(() => client.put(`/notes/${ID}`, {}))).toEqual([422, refusedAt(['prePut'], 'postPut')]);
    expect(await momentsOf(() => client.put(`/notes/${ID}`, { title: 'a' }))).toEqual([201, created]);
  });

  it('of PATCH', async () => {
    const { path, etag } = await client.create('/notes', { title: 'a' });
    const updated = bothOf(['prePatch', 'beforeUpdate', 'afterUpdate', 'postPatch']);
    const refused = refusedAt(['prePatch'], 'postPatch');
    expect(await momentsOf(() => client.patch(path, {}))).toEqual([428, refused]);
    expect(await momentsOf(() => client.patch(path, {}, { 'if-match': ID }))).toEqual([412, refused]);
    expect(await momentsOf(() => client.patch(path, { rank: 'x' }, { 'if-match': etag }))).toEqual([422, refused]);
    expect(await momentsOf(() => client.patch(`/notes/${ID}`, {}, { 'if-match': etag }))).toEqual([404, refused]);
    expect(await momentsOf(() => client.patch(path, { rank: 1 }, { 'if-match': etag }))).toEqual([200, updated]);
  });

  it('of the DELETE of an item: none of a document where there is none', async () => {
    const { path, etag } = await client.create('/notes', { title: 'a' });
    const deleted = bothOf(['preDelete', 'beforeDeleteItem', 'afterDeleteItem', 'postDelete']);
    expect(await momentsOf(() => client.delete(path))).toEqual([428, refusedAt(['preDelete'], 'postDelete')]);
    expect(await momentsOf(() => client.delete(path, { 'if-match': etag }))).toEqual([204, deleted]);
    expect(await momentsOf(() => client.delete(path))).toEqual([204, bothOf(['preDelete', 'postDelete'])]);
  });

  it('of the DELETE of a collection: fewer where it is empty', async () => {
    await client.create('/notes', { title: 'a' });
    const deleted = ['preDelete', 'beforeDeleteAll', 'beforeDeleteOriginals', 'afterDeleteAll', 'postDelete'];
    expect(await momentsOf(() => client.delete('/notes'))).toEqual([204, bothOf(deleted)]);
    const nothing = ['preDelete', 'beforeDeleteAll', 'postDelete'];
    expect(await momentsOf(() => client.delete('/notes'))).toEqual([204, bothOf(nothing)]);
  });

  it('are none for OPTIONS, other resources’ URLs and what reaches no resource', async () => {
    expect(await momentsOf(() => client.send('OPTIONS', '/notes'))).toEqual([200, []]);
    expect(await momentsOf(() => client.get('/'))).toEqual([200, []]);
    expect(await momentsOf(() => client.get('/health'))).toEqual([200, []]);
    expect(await momentsOf(() => client.get('/nowhere'))).toEqual([404, []]);
    expect(await momentsOf(() => client.put('/notes', {}))).toEqual([405, []]);
    const headers = { 'content-type': 'application/json' };
    expect(await momentsOf(() => client.send('POST', '/notes', { headers, body: '{' }))).toEqual([400, []]);
  });
});
