import { SpecimensModule } from '../fixtures/specimens.js';
import { WorksModule } from '../fixtures/works.js';
import { Client, query, sendRaw, type Answer } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { parseXml } from '../support/xml.js';

const XML = { accept: 'application/xml' };

describe('XML', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [WorksModule, SpecimensModule] });
    client = new Client(service.url);
  });
  afterEach(async () => {
    for (const name of ['works', 'people']) await storedIn(service, name).deleteMany({});
  });
  afterAll(async () => {
    await service.stop();
  });

  const BARACK = {
    firstname: 'b&<b>',
    lastname: 'obama',
    role: ['author', 'copy'],
    location: { city: 'NY', address: 'A' },
    age: 50,
  };

  /** Creates him and reports how XML shows his fields. */
  async function createBarack(): Promise<{ readonly path: string; readonly xml: string }> {
    const { path, id } = await client.create('/people', BARACK);
    const { _created, _etag, _updated } = (await client.get(path)).body;
    const xml =
      `<_created>${_created}</_created><_etag>${_etag}</_etag><_id>${id}</_id><_updated>${_updated}</_updated><age>50</age>` +
      '<firstname>b&amp;&lt;b&gt;</firstname><lastname>obama</lastname>' +
      '<location><address>A</address><city>NY</city></location><role>author</role><role>copy</role>';
    return { path, xml };
  }

  it('shows a page as a resource of resources', async () => {
    const { path, xml } = await createBarack();
    await client.create('/people', { lastname: 'second' });

    const { status, headers, text } = await client.get('/people?max_results=1', XML);

    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/xml; charset=utf-8');
    expect(headers.get('x-total-count')).toBe('2');
    expect(text).toBe(
      '<resource href="people?max_results=1"  title="people" >' +
        '<link rel="last" href="people?max_results=1&amp;page=2" title="last page" />' +
        '<link rel="next" href="people?max_results=1&amp;page=2" title="next page" />' +
        '<link rel="parent" href="/" title="home" />' +
        '<_meta><max_results>1</max_results><page>1</page><total>2</total></_meta>' +
        `<resource href="${path.slice(1)}"  title="person" >${xml}</resource></resource>`,
    );
  });

  it('shows an empty page', async () => {
    expect((await client.get('/people', XML)).text).toBe(
      '<resource href="people"  title="people" ><link rel="parent" href="/" title="home" />' +
        '<_meta><max_results>25</max_results><page>1</page><total>0</total></_meta></resource>',
    );
  });

  it('shows an item with the headers that JSON has', async () => {
    const { path, xml } = await createBarack();
    const json = await client.get(path);

    const { headers, text } = await client.get(path, XML);

    expect(text).toBe(
      `<resource href="${path.slice(1)}"  title="person" ><link rel="collection" href="people" title="people" />` +
        `<link rel="parent" href="/" title="home" />${xml}</resource>`,
    );
    for (const name of ['last-modified', 'cache-control']) expect(headers.get(name)).toBe(json.headers.get(name));
  });

  it('puts the links to what a document refers to on its fields', async () => {
    const { id: one } = await client.create('/people', { lastname: 'one' });
    const { id: two } = await client.create('/people', { lastname: 'two' });
    const { path } = await client.create('/works', { title: 'w', owner: one, editors: [one, two], translator: two });

    const { text } = await client.get(path, XML);

    expect(text).toContain(
      `<editors href="people/${one}" title="person">${one}</editors><editors href="people/${two}" title="person">${two}</editors>` +
        `<owner href="people/${one}" title="person">${one}</owner><title>w</title>` +
        `<translator href="people/${two}" title="person">${two}</translator></resource>`,
    );
    expect(text).not.toContain('rel="related"');
  });

  it('shows embedded documents in the fields that refer to them', async () => {
    const { id } = await client.create('/people', { lastname: 'one' });
    const { id: gone } = await client.create('/people', { lastname: 'two' });
    const { path } = await client.create('/works', { title: 'w', owner: id, editors: [gone, id] });
    await storedIn(service, 'people').deleteOne({ lastname: 'two' });

    const { text } = await client.get(`${path}?embedded={"owner":1,"editors":1}`, XML);

    expect(text).toContain(`<owner href="people/${id}" title="person"><_created>`);
    expect(parseXml(text)).toMatchObject({
      resource: { owner: { lastname: 'one' }, editors: { lastname: 'one' } },
    });
    expect(text).not.toContain(gone);
  });

  it('shows values of every type', async () => {
    const document = {
      any: [true, null, 1.5],
      dec: '1.50',
      matrix: [[1, 2], [3]],
      open: { '2nd row': false, none: {} },
      point: { type: 'Point', coordinates: [1, 2] },
      ref: { $ref: 'people', $id: '0123456789abcdef01234567' },
      subs: [{ x: 1 }, { x: 2 }],
    };
    const { path } = await client.create('/specimens', document);

    const { text } = await client.get(path, XML);

    expect(text).toContain('<any>True</any><any>None</any><any>1.5</any><dec>1.50</dec>');
    expect(text).toContain('<matrix><matrix>1</matrix><matrix>2</matrix></matrix><matrix><matrix>3</matrix></matrix>');
    expect(text).toContain('<open><_x0032_nd_x0020_row>False</_x0032_nd_x0020_row><none></none></open>');
    expect(text).toContain('<point><coordinates>1</coordinates><coordinates>2</coordinates><type>Point</type></point>');
    expect(text).toContain('<ref><_x0024_id>0123456789abcdef01234567</_x0024_id><_x0024_ref>people</_x0024_ref></ref>');
    expect(text).toContain('<subs><x>1</x></subs><subs><x>2</x></subs>');
  });

  it('shows what a write of one document and of several gave them', async () => {
    const posted = await client.post('/people', { lastname: 'one' }, XML);
    const { id, etag } = await client.create('/people', { lastname: 'two' });
    const path = `/people/${id}`;
    const patched = await client.patch(path, { lastname: 'three' }, { ...XML, 'if-match': etag });
    const tag = patched.headers.get('etag') ?? '';
    const put = await client.put(path, { lastname: 'four' }, { ...XML, 'if-match': tag });
    const bulk = await client.post('/people', [{ lastname: 'five' }, { lastname: 'six' }], XML);

    expect([posted, patched, put, bulk].map(({ status }) => status)).toEqual([201, 200, 200, 201]);
    expect(posted.text).toMatch(
      /^<resource href="people\/([a-f\d]{24})" {2}title="person" ><_created>[^<]+<\/_created><_etag>[a-f\d]{40}<\/_etag><_id>\1<\/_id><_status>OK<\/_status><_updated>[^<]+<\/_updated><\/resource>$/,
    );
    expect(parseXml(put.text)).toHaveProperty('resource._status', 'OK');
    expect(parseXml(bulk.text)).toHaveProperty('resource.resource.1._status', 'OK');
    expect(posted.headers.get('location')).toMatch(/\/people\/[a-f\d]{24}$/);
  });

  it('reports a URL where nothing lives', async () => {
    const { status, headers, text } = await client.get('/nothing', XML);
    expect(status).toBe(404);
    expect(headers.get('content-type')).toBe('application/xml; charset=utf-8');
    expect(text).toBe(
      '<resource><_error><code>404</code><message>The requested URL was not found on the server. If you entered the URL ' +
        'manually please check your spelling and try again.</message></_error><_status>ERR</_status></resource>',
    );
  });

  it('reports what is wrong with a document', async () => {
    const posted = await client.post('/people', { firstname: '', age: 'x', location: { zip: 1 } }, XML);
    expect(posted.status).toBe(422);
    expect(posted.text).toBe(
      '<resource><_error><code>422</code><message>Insertion failure: 1 document(s) contain(s) error(s)</message></_error>' +
        '<_issues><age>must be of integer type</age><firstname>min length is 1</firstname><lastname>required field</lastname>' +
        '<location><zip>unknown field</zip></location></_issues><_status>ERR</_status></resource>',
    );
    const { path, etag } = await client.create('/people', { lastname: 'one' });
    const patched = await client.patch(path, { firstname: '' }, { ...XML, 'if-match': etag });
    expect(patched.text).toBe(
      '<resource><_issues><firstname>min length is 1</firstname></_issues><_status>ERR</_status></resource>',
    );
    const unmatched = await client.patch(path, {}, { ...XML, 'if-match': 'other' });
    expect(unmatched.text).toBe(
      '<resource><_error><code>412</code><message>Client and server etags don&#39;t match</message></_error><_status>ERR</_status></resource>',
    );
  });

  it('reports for each of several documents what is wrong, and nothing beside', async () => {
    const { status, text } = await client.post('/people', [{ firstname: 'a' }, { lastname: 'b' }], XML);
    expect(status).toBe(422);
    expect(text).toBe(
      '<resource><resource><_issues><lastname>required field</lastname></_issues><_status>ERR</_status></resource>' +
        '<resource><_status>OK</_status></resource></resource>',
    );
    expect(await client.count('/people')).toBe(0);
  });

  it('names an index of a list as an element can be named', async () => {
    const { text } = await client.post('/people', { lastname: 'a', role: [1] }, XML);
    expect(text).toContain('<role><_x0030_>must be of string type</_x0030_></role>');
  });

  it('shows the root of the API', async () => {
    expect((await client.get('/', XML)).text).toMatch(
      /^<resource>(<link rel="child" href="[^"]+" title="[^"]+" \/>)*<link rel="child" href="works" title="works" \/>/,
    );
  });

  it.each([
    ['a wrong method', 405, () => client.put('/people', {}, XML)],
    [
      'a body that is not JSON',
      400,
      () => client.send('POST', '/people', { headers: { ...XML, 'content-type': 'application/json' }, body: '{' }),
    ],
    [
      'a body of an unknown type',
      415,
      () => client.send('POST', '/people', { headers: { ...XML, 'content-type': 'text/plain' }, body: 'x' }),
    ],
    ['an impossible query', 400, () => client.get(`/people${query({ where: '{"<a>": "' })}`, XML)],
    [
      'a write without its precondition',
      428,
      async () => client.delete((await client.create('/people', { lastname: 'a' })).path, XML),
    ],
  ] satisfies [string, number, () => Promise<Answer>][])('reports of %s', async (_what, status, send) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    expect(parseXml(answer.text)).toHaveProperty('resource._error.code', String(status));
  });

  it('reports a URL that cannot be read', async () => {
    const { status, headers, text } = await sendRaw(service.url, { method: 'GET', path: '/people/%zz', headers: XML });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/xml; charset=utf-8');
    expect(parseXml(text)).toHaveProperty('resource._error.code', '400');
  });

  it('answers HEAD as GET, without the body', async () => {
    const { path } = await createBarack();
    for (const url of [path, '/people', '/nothing', '/']) {
      const got = await client.get(url, XML);
      const head = await client.send('HEAD', url, { headers: XML });
      expect(head.text).toBe('');
      for (const name of ['content-type', 'content-length', 'etag', 'x-total-count', 'vary'])
        expect([url, name, head.headers.get(name)]).toEqual([url, name, got.headers.get(name)]);
      expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(got.text)));
    }
  });

  it('has nothing to say with 304, 204 and OPTIONS', async () => {
    const { path, etag } = await client.create('/people', { lastname: 'a' });
    const fresh = await client.get(path, { ...XML, 'if-none-match': `"${etag};application/xml"` });
    const options = await client.send('OPTIONS', path, { headers: XML });
    const gone = await client.delete(path, { ...XML, 'if-match': etag });

    expect([fresh, options, gone].map(({ status, text }) => [status, text])).toEqual([
      [304, ''],
      [200, ''],
      [204, ''],
    ]);
    expect([fresh, options, gone].map(({ headers }) => headers.get('content-type'))).toEqual([null, null, null]);
  });

  it('does not indent: pretty is for JSON', async () => {
    const { path } = await createBarack();
    expect((await client.get(`${path}?pretty`, XML)).text).not.toContain('\n');
  });

  it.each(['\u0001\u001B[0m', ']]>', '<!--<![CDATA[', '&amp;&#0;', '\uFFFE\uFFFF', ' \r\n\t', '😀"\''])(
    'is well-formed whatever a text holds: %j',
    async (text) => {
      const { path } = await client.create('/people', { lastname: 'x', location: { city: text } });
      const answer = await client.get(path, XML);
      expect(parseXml(answer.text)).toHaveProperty('resource.lastname', 'x');
    },
  );

  it('is well-formed whatever a member is called', async () => {
    const names = ['a b', '1st', '<b>', 'x:y', '', 'é😀', '&', 'xml', '-'];
    const answers = await Promise.all(names.map((name) => client.post('/people', { lastname: 'x', [name]: 1 }, XML)));
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 422));
    for (const { text } of answers) expect(parseXml(text)).toHaveProperty('resource._status', 'ERR');
  });
});
