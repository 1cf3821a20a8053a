import { PeopleModule } from '../fixtures/people.js';
import { Client, type Answer, type Created } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const OTHER = '0'.repeat(40);

describe('If-Match', () => {
  let service: TestApp;
  let client: Client;
  let obama: Created;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule] });
    client = new Client(service.url);
  });
  beforeEach(async () => {
    obama = await client.create('/people', { lastname: 'obama' });
  });
  afterAll(async () => {
    await service.stop();
  });

  const WRITES = {
    PUT: (headers: Record<string, string>) => client.put(obama.path, { lastname: 'new' }, headers),
    PATCH: (headers: Record<string, string>) => client.patch(obama.path, { lastname: 'new' }, headers),
    DELETE: (headers: Record<string, string>) => client.delete(obama.path, headers),
  } as const satisfies Record<string, (headers: Record<string, string>) => Promise<Answer>>;
  const METHODS = ['PUT', 'PATCH', 'DELETE'] as const;

  async function expectUnchanged(): Promise<void> {
    const { status, body } = await client.get(obama.path);
    expect(status).toBe(200);
    expect(body).toMatchObject({ lastname: 'obama', _etag: obama.etag });
  }

  describe.each(METHODS)('of %s', (method) => {
    it.each([
      ['in quotes', (etag: string) => `"${etag}"`],
      ['without quotes', (etag: string) => etag],
      ['as a weak tag', (etag: string) => `W/"${etag}"`],
      ['in a list', (etag: string) => `"${OTHER}", "${etag}"`],
      ['in a list without spaces', (etag: string) => `"${etag}","${OTHER}"`],
      ['as *', () => '*'],
    ])('meets the document %s', async (_how, write) => {
      const { status } = await WRITES[method]({ 'if-match': write(obama.etag) });
      expect(status).toBe(method === 'DELETE' ? 204 : 200);
      const { body } = await client.get(obama.path);
      expect(body['lastname']).toBe(method === 'DELETE' ? undefined : 'new');
    });

    it.each([
      ['another tag', () => `"${OTHER}"`],
      ['another tag without quotes', () => 'abc'],
      ['a list of other tags', () => `"${OTHER}", "abc"`],
      ['a part of the tag', (etag: string) => `"${etag.slice(1)}"`],
      ['the tag in capitals', (etag: string) => `"${etag.toUpperCase()}"`],
      ['the tag and more', (etag: string) => `"${etag}x"`],
      ['nothing', () => ''],
      ['empty quotes', () => '""'],
      ['a * in quotes', () => '"*"'],
    ])('fails with 412 for %s and changes nothing', async (_what, write) => {
      const { status, body } = await WRITES[method]({ 'if-match': write(obama.etag) });
      expect(status).toBe(412);
      expect(body).toEqual({
        _status: 'ERR',
        _error: { code: 412, message: "Client and server etags don't match" },
      });
      await expectUnchanged();
    });

    it('is required: without it 428, and nothing changes', async () => {
      const { status, body } = await WRITES[method]({});
      expect(status).toBe(428);
      expect(body).toEqual({
        _status: 'ERR',
        _error: { code: 428, message: 'To edit a document its etag must be provided using the If-Match header' },
      });
      await expectUnchanged();
    });

    it('of a state that is past fails with 412', async () => {
      const changed = await client.patch(obama.path, { firstname: 'barack' }, { 'if-match': obama.etag });
      const { status } = await WRITES[method]({ 'if-match': obama.etag });
      expect(status).toBe(412);
      const { body } = await client.get(obama.path);
      expect(body).toMatchObject({ lastname: 'obama', firstname: 'barack', _etag: changed.body._etag });
    });
  });

  it('is looked at before the document: 412 rather than 422', async () => {
    const { status } = await client.patch(obama.path, { nope: 1 }, { 'if-match': OTHER });
    expect(status).toBe(412);
  });

  it('never fits a document that is not there: a PUT with it creates nothing', async () => {
    const { status } = await client.put('/people/0123456789abcdef01234567', { lastname: 'x' }, { 'if-match': OTHER });
    expect(status).toBe(412);
    expect((await client.get('/people/0123456789abcdef01234567')).status).toBe(404);
  });

  it('gets a new tag from every write, never one that was before', async () => {
    const tags = [obama.etag];
    for (const lastname of ['a', 'b', 'a', 'a', 'obama']) {
      const { body } = await client.patch(obama.path, { lastname }, { 'if-match': tags.at(-1) ?? '' });
      tags.push(body._etag);
    }
    const put = await client.put(obama.path, { lastname: 'obama' }, { 'if-match': tags.at(-1) ?? '' });
    tags.push(put.body._etag);
    expect(new Set(tags).size).toBe(7);
  });
});
