import { InvoicesModule } from '../fixtures/invoices.js';
import { Client, query, type Created } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const OTHER = '0123456789abcdef01234567';

describe('a resource below another one', () => {
  let service: TestApp;
  let client: Client;
  let person: Created;
  let other: Created;
  let invoices: string;

  beforeAll(async () => {
    service = await startTestApp({ features: [InvoicesModule] });
    client = new Client(service.url);
  });
  beforeEach(async () => {
    person = await client.create('/people', { lastname: 'obama' });
    other = await client.create('/people', { lastname: 'other' });
    invoices = `/people/${person.id}/invoices`;
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is linked from home with a place for the value', async () => {
    const { body } = await client.get('/');

    expect(body._links['child']).toEqual([
      { href: 'people', title: 'people' },
      { href: 'people/<person>/invoices', title: 'people/<person>/invoices' },
      { href: 'payments', title: 'payments' },
      { href: 'depots/<depot.number>/<direction>/parcels', title: 'parcels of a depot' },
    ]);
  });

  it('writes the value of its URL into what is posted, whatever the payload says', async () => {
    const { status, headers, body } = await client.post(invoices, { number: 1, person: other.id });

    expect(status).toBe(201);
    const self = `people/${person.id}/invoices/${body._id}`;
    expect(body._links).toEqual({
      self: { title: 'Invoice', href: self },
      related: { person: { title: 'person', href: `people/${person.id}` } },
    });
    expect(headers.get('location')).toBe(`/${self}`);
    expect((await client.get(`/${self}`)).body['person']).toBe(person.id);
    expect((await client.get(`/people/${other.id}/invoices/${body._id}`)).status).toBe(404);
  });

  it('writes it into each document of a list, and validates it by the rules of the field', async () => {
    const { status, body } = await client.post(invoices, [{ number: 1 }, { number: 2 }]);
    expect(status).toBe(201);
    expect(body._items.map(({ _links }) => _links['self']?.href)).toEqual(
      body._items.map(({ _id }) => `people/${person.id}/invoices/${_id}`),
    );

    const rejected = await client.post(`/people/${OTHER}/invoices`, { number: 1 });
    expect(rejected.status).toBe(422);
    expect(rejected.body._issues).toEqual({
      person: `value '${OTHER}' must exist in resource 'people', field '_id'.`,
    });
  });

  it('lists what its URL names, with links to itself as the client wrote it', async () => {
    for (const number of [1, 2, 3]) await client.create(invoices, { number });
    await client.create(`/people/${other.id}/invoices`, { number: 4 });

    const { headers, body } = await client.get(`${invoices}${query({ max_results: '1', page: '2', sort: 'number' })}`);

    const title = 'people/<person>/invoices';
    const href = `people/${person.id}/invoices?max_results=1&sort=number`;
    expect(headers.get('x-total-count')).toBe('3');
    expect(body._items).toMatchObject([{ number: 2, person: person.id }]);
    expect(body._links).toEqual({
      parent: { title: 'home', href: '/' },
      self: { title, href: `${href}&page=2` },
      next: { title: 'next page', href: `${href}&page=3` },
      last: { title: 'last page', href: `${href}&page=3` },
      prev: { title: 'previous page', href },
    });
    expect((await client.get(`${invoices}${query({ where: `{"person":"${other.id}"}` })}`)).body._items).toEqual([]);
    const one = await client.get(`${invoices}${query({ where: '{"number":3}', projection: '{"number":1}' })}`);
    expect(one.body._items[0]?._links['self']?.href).toMatch(`people/${person.id}/invoices/`);
  });

  it('serves an item with links to its own collection, also with a trailing slash', async () => {
    const { id } = await client.create(invoices, { number: 1 });

    const { status, headers, body } = await client.get(`${invoices}/${id}/`);

    expect(status).toBe(200);
    expect(headers.get('etag')).toBe(`"${body._etag}"`);
    expect(body._links).toEqual({
      self: { title: 'Invoice', href: `people/${person.id}/invoices/${id}` },
      related: { person: { title: 'person', href: `people/${person.id}` } },
      parent: { title: 'home', href: '/' },
      collection: { title: 'people/<person>/invoices', href: `people/${person.id}/invoices` },
    });
  });

  it('keeps a document where it is, whatever a PUT or PATCH says', async () => {
    const { path, etag } = await client.create(invoices, { number: 1, note: 'a' });

    const put = await client.put(path, { number: 2, person: other.id }, { 'if-match': etag });
    expect(put.status).toBe(200);
    expect(put.body._links['self']?.href).toBe(path.slice(1));
    const patch = await client.patch(path, { number: 3, person: other.id }, { 'if-match': put.body._etag });
    expect(patch.status).toBe(200);

    expect((await client.get(path)).body).toMatchObject({ number: 3, person: person.id });
    const foreign = path.replace(person.id, other.id);
    expect((await client.put(foreign, { number: 4 }, { 'if-match': patch.body._etag })).status).toBe(412);
    expect((await client.put(foreign, { number: 4 })).status).toBe(409);
    expect((await client.patch(foreign, { number: 4 }, { 'if-match': patch.body._etag })).status).toBe(404);
    expect((await client.delete(foreign, { 'if-match': patch.body._etag })).status).toBe(204);
    expect((await client.get(path)).body).toMatchObject({ number: 3, person: person.id });
  });

  it('creates what a PUT does not find, with the values of the URL', async () => {
    const id = '1'.repeat(24);

    const { status, headers, body } = await client.put(`${invoices}/${id}`, { number: 7, person: other.id });

    expect(status).toBe(201);
    expect(body._id).toBe(id);
    expect(headers.get('location')).toBe(`${invoices}/${id}`);
    expect((await client.get(`${invoices}/${id}`)).body).toMatchObject({ number: 7, person: person.id });
  });

  it('deletes what its URL names and nothing else', async () => {
    await client.create(invoices, { number: 1 });
    const kept = await client.create(`/people/${other.id}/invoices`, { number: 2 });

    expect((await client.delete(invoices)).status).toBe(204);
    expect(await client.count(invoices)).toBe(0);
    expect((await client.get(kept.path)).status).toBe(200);
  });

  it.each(['/people/5/invoices', '/people/xyz/invoices', '/people//invoices', '/people/invoices'])(
    'is not at %s',
    async (path) => {
      expect((await client.get(path)).status).toBe(404);
      expect((await client.post(path, { number: 1 })).status).toBe(404);
    },
  );

  it('answers OPTIONS and wrong methods as any other', async () => {
    const options = await client.send('OPTIONS', invoices);
    expect(options.headers.get('allow')).toBe('GET, HEAD, POST, DELETE, OPTIONS');
    const rejected = await client.put(invoices, {});
    expect([rejected.status, rejected.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST, DELETE, OPTIONS']);
  });

  it('is referred to by its own URL, where the other document reports the value', async () => {
    const invoice = await client.create(invoices, { number: 1 });
    const known = await client.post('/payments', { person: person.id, invoice: invoice.id });
    const unknown = await client.post('/payments', { invoice: invoice.id });

    expect(known.body._links['related']).toEqual({
      person: { title: 'person', href: `people/${person.id}` },
      invoice: { title: 'Invoice', href: invoice.path.slice(1) },
    });
    expect(unknown.body._links).not.toHaveProperty('related');
    const embedded = await client.get(`/payments/${unknown.body._id}${query({ embedded: '{"invoice":1}' })}`);
    expect(embedded.body['invoice']).toMatchObject({ number: 1, person: person.id });
  });

  it('may lie below several values, of sub-documents too', async () => {
    const collection = '/depots/007/out/parcels';
    const posted = await client.post(collection, {
      label: 'a',
      direction: 'in',
      depot: { city: 'Oslo' },
      'depot.number': 8,
    });

    const self = `depots/7/out/parcels/${posted.body._id}`;
    expect(posted.body._links['self']?.href).toBe(self);
    expect(posted.headers.get('location')).toBe(`/${self}`);
    expect((await client.get(`/${self}`)).body).toMatchObject({
      label: 'a',
      direction: 'out',
      depot: { city: 'Oslo', number: 7 },
    });
    expect((await client.get('/depots/7/in/parcels')).body._items).toEqual([]);
    expect((await client.get(collection)).body._items).toHaveLength(1);
    for (const path of ['/depots/7/up/parcels', '/depots/x/in/parcels', '/depots/99999999999999999999/in/parcels']) {
      expect((await client.get(path)).status).toBe(404);
    }
    const patched = await client.patch(
      `/${self}`,
      { 'depot.number': 8, 'depot.city': 'Bergen' },
      { 'if-match': posted.body._etag },
    );
    expect(patched.status).toBe(200);
    expect((await client.get(`/${self}`)).body['depot']).toEqual({ city: 'Bergen', number: 7 });
    const put = await client.put(`/${self}`, { label: 'b' }, { 'if-match': patched.body._etag });
    expect(put.status).toBe(200);
    expect((await client.get(`/${self}`)).body).toMatchObject({ label: 'b', direction: 'out', depot: { number: 7 } });
    const wrong = await client.post(collection, { depot: 5 });
    expect(wrong.body._issues).toEqual({ depot: 'must be of dict type' });
  });
});
