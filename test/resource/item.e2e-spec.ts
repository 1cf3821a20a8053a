import { PeopleModule } from '../fixtures/people.js';
import { Client, type Created } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { A_TIME, textWith } from '../support/wire.js';

const BARACK = {
  firstname: 'barack',
  lastname: 'obama',
  role: ['author'],
  location: { city: 'NY' },
  born: 'Thu, 27 Aug 1970 14:37:13 GMT',
  age: 50,
};

describe('GET on an item', () => {
  let service: TestApp;
  let client: Client;
  let barack: Created;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule] });
    client = new Client(service.url);
    barack = await client.create('/people', BARACK);
  });
  afterAll(async () => {
    await service.stop();
  });

  it('answers the fields as they were sent, with the server fields and three links', async () => {
    const { status, headers, body } = await client.get(barack.path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json');
    expect(body).toEqual({
      ...BARACK,
      _id: barack.id,
      _updated: A_TIME,
      _created: body._updated,
      _etag: barack.etag,
      _links: {
        self: { title: 'person', href: `people/${barack.id}` },
        parent: { title: 'home', href: '/' },
        collection: { title: 'people', href: 'people' },
      },
    });
  });

  it('carries the tag and the time of the body in its headers', async () => {
    const { headers, body } = await client.get(barack.path);
    expect(body._etag).toMatch(/^[a-f0-9]{40}$/);
    expect(headers.get('etag')).toBe(`"${body._etag}"`);
    expect(headers.get('last-modified')).toBe(body._updated);
  });

  it('gives the same answer every time', async () => {
    const [first, second] = [await client.get(barack.path), await client.get(barack.path)];
    expect(second.text).toBe(first.text);
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
  });

  it('is found with a trailing slash too', async () => {
    const { status, body } = await client.get(`${barack.path}/`);
    expect(status).toBe(200);
    expect(body._id).toBe(barack.id);
  });

  it('repeats a query string in the link to the collection', async () => {
    const { body } = await client.get(`${barack.path}?foo=bar`);
    expect(body._links['collection']).toEqual({ title: 'people', href: 'people?foo=bar' });
    expect(body._links['self']).toEqual({ title: 'person', href: `people/${barack.id}` });
  });

  it.each([
    ['an unknown id', '0123456789abcdef01234567'],
    ['23 digits', '0123456789abcdef0123456'],
    ['25 digits', '0123456789abcdef012345678'],
    ['a letter that is no digit', '0123456789abcdef0123456g'],
    ['capitals', '0123456789ABCDEF01234567'],
    ['a name', 'obama'],
    ['12 characters, which an ObjectId can be made from', 'abcdefghijkl'],
    ['an encoded zero byte', '%00'],
    ['a very long text', 'a'.repeat(2000)],
  ])('answers 404 to %s', async (_what, id) => {
    const { status, headers, body } = await client.get(`/people/${id}`);
    expect(status).toBe(404);
    expect(headers.has('etag')).toBe(false);
    expect(body).toEqual({ _status: 'ERR', _error: { code: 404, message: textWith('not found') } });
  });
});

describe('HEAD', () => {
  let service: TestApp;
  let client: Client;
  let path: string;

  beforeAll(async () => {
    service = await startTestApp({ features: [PeopleModule] });
    client = new Client(service.url);
    ({ path } = await client.create('/people', BARACK));
  });
  afterAll(async () => {
    await service.stop();
  });

  const VARYING = ['date', 'x-request-id', 'expires', 'connection', 'keep-alive'];
  const lasting = (headers: Headers): object =>
    Object.fromEntries([...headers].filter(([name]) => !VARYING.includes(name)));

  it.each(['item', 'collection', 'home', 'page', 'missing item', 'bad query', 'readiness', 'liveness'])(
    'has the headers of GET and no body: %s',
    async (what) => {
      const paths: Record<string, string> = {
        item: path,
        collection: '/people',
        home: '/',
        page: '/people?where={"age":50}&max_results=1',
        'missing item': '/people/0123456789abcdef01234567',
        'bad query': '/people?where={',
        readiness: '/api/readiness', // /health reports a time, which may have a digit more or less in the second answer
        liveness: '/api/liveness',
      };
      const target = paths[what] ?? '';
      const [get, head] = [await client.get(target), await client.send('HEAD', target)];
      expect(head.status).toBe(get.status);
      expect(head.text).toBe('');
      expect(lasting(head.headers)).toEqual(lasting(get.headers));
      expect(head.headers.get('content-length')).toBe(String(Buffer.byteLength(get.text)));
      expect(head.headers.has('expires')).toBe(get.headers.has('expires'));
    },
  );

  it('answers 304 where GET does', async () => {
    const { headers } = await client.get(path);
    const { status, text } = await client.send('HEAD', path, {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    expect(status).toBe(304);
    expect(text).toBe('');
  });
});
