import { Client, query, type Answer } from '../support/client.js';
import { membersIn, rawMembers } from '../support/raw-members.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import mongoose from 'mongoose';

const SENT = '"b":1,"10":2,"9":{"y":1,"1":2,"0":3},"a":4';
const NAMES = ['b', '10', '9', 'a'];
const DOMAIN = {
  IF_MATCH: false,
  ITEM_METHODS: ['GET', 'PATCH', 'PUT'],
  RESOURCE_METHODS: ['GET', 'POST'],
  DOMAIN: {
    free: {
      allow_unknown: true,
      schema: {
        map: { type: 'dict' },
        open: { type: 'dict', schema: { f: { type: 'float' } }, allow_unknown: true },
        ruled: { type: 'dict', valuesrules: { nullable: true } },
        list: { type: 'list' },
      },
    },
  },
};

describe('Members named by integers', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ domain: DOMAIN });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  const send = (method: string, path: string, body: string): Promise<Answer> =>
    client.send(method, path, { headers: { 'content-type': 'application/json' }, body });
  const raw = (id: string): Promise<Map<string, string>> =>
    rawMembers(service, 'free', mongoose.Types.ObjectId.createFromHexString(id));

  it('are stored and shown in the order in which they were sent', async () => {
    const { status, body } = await send('POST', '/free', `{${SENT}}`);
    expect(status).toBe(201);
    const names = [...(await raw(body._id)).keys()];
    expect(names).toEqual(['_id', ...NAMES, '_updated', '_created', '_etag']);
    for (const path of [`/free/${body._id}`, `/free${query({ where: `{"_id":"${body._id}"}` })}`]) {
      const { text } = await client.get(path);
      expect(text).toContain(`${SENT},`);
      expect(text).toContain('"_links"');
    }
  });

  it.each(['map', 'open', 'ruled', 'unknown'])('are so in a sub-document: %s', async (name) => {
    const posted = await send('POST', '/free', `[{"${name}":{${SENT}},"x.y":1,"list":[{${SENT}}]},{}]`);
    expect([posted.status, posted.body._items.length]).toEqual([201, 2]);
    const [{ _id: first }, { _id: second }] = posted.body._items as unknown as [{ _id: string }, { _id: string }];
    expect((await send('PATCH', `/free/${second}`, `{"${name}":{${SENT}}}`)).status).toBe(200);
    const put = await send('PUT', `/free/${new mongoose.Types.ObjectId().toHexString()}`, `{"${name}":{${SENT}}}`);
    expect(put.status).toBe(201);
    for (const id of [first, second, put.body._id]) {
      expect([...membersIn((await raw(id)).get(name)).keys()]).toEqual(NAMES);
      expect((await client.get(`/free/${id}`)).text).toContain(`"${name}":{${SENT}}`);
    }
    expect((await client.get(`/free/${first}`)).text).toContain(`"list":[{${SENT}}]`);
    expect((await send('PUT', `/free/${second}`, `{"${name}":{"z":1,"3":1},"2":1}`)).status).toBe(200);
    expect((await client.get(`/free/${second}`)).text).toContain(`"${name}":{"z":1,"3":1}`);
  });

  it('are compared in that order', async () => {
    const { body } = await send('POST', '/free', '{"map":{"b":1,"10":2,"9":3}}');
    const where = (map: string): string => `/free${query({ where: `{"map":${map}}` })}`;
    expect((await client.get(where('{"b":1,"10":2,"9":3}'))).body._items).toMatchObject([{ _id: body._id }]);
    expect((await client.get(where('{"9":3,"10":2,"b":1}'))).body._items).toEqual([]);
  });
});
