import { Module } from '@nestjs/common';
import fc from 'fast-check';
import mongoose from 'mongoose';
import { LOSSLESS_VALUES } from '../../src/common/bson/lossless-reading.js';
import { translateDomain } from '../../src/common/resource/domain/translate-domain.js';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { loadSettings } from '../../src/config/load-settings.js';
import { SettingsError } from '../../src/config/settings-error.js';
import { Client, type Answer } from '../support/client.js';
import { writeDomainFile } from '../support/domain-file.js';
import { fuzz } from '../support/fuzz.js';
import { storedIn } from '../support/stored.js';
import { requireXml } from '../support/xml.js';
import { toJsonText } from './edge-json.js';
import { requireSound } from './sound-answer.js';
import { startWatchedApp, type WatchedApp } from './watched-app.js';

type Members = Readonly<Record<string, unknown>>;

/** Names that mean something to JavaScript, to JSON, to promises or to the driver. */
const NAMES = [
  ...['constructor', 'hasOwnProperty', 'toString', 'valueOf', 'toJSON', 'toBSON', 'then', 'length', 'prototype'],
  ...['__proto__', '_bsontype', '__defineGetter__', 'isPrototypeOf', 'toHexString', 'inspect', 'name', '_id'],
];

const nameOf = fc.constantFrom(...NAMES);
const path = fc.array(fc.oneof(nameOf, fc.constantFrom('d', 'sub', 'list', 'map', '0')), {
  minLength: 1,
  maxLength: 3,
});
const scalar = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 5, '', 'x', 'ObjectId', '507f1f77bcf86cd799439011', 'constructor'),
  nameOf,
);

const { value } = fc.letrec<{ value: unknown; document: Members }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 2 }),
    tie('document'),
  ),
  document: membersOf(nameOf, tie('value')),
}));

const document = membersOf(
  fc.oneof(
    nameOf,
    fc.constantFrom('email', 'd', 'sub', 'list', 'map', 'either'),
    path.map((parts) => parts.join('.')),
  ),
  value,
);

/** Own members all of them, `__proto__` too. */
function membersOf(names: fc.Arbitrary<string>, values: fc.Arbitrary<unknown>): fc.Arbitrary<Members> {
  return fc.array(fc.tuple(names, values), { maxLength: 4 }).map((members) => Object.fromEntries(members));
}

class Inner {
  @Field.integer({ min: 1 })
  rank?: number;
}

@Resource({
  name: 'named',
  allowUnknown: true,
  resourceMethods: ['GET', 'POST', 'DELETE'],
  itemMethods: ['GET', 'PUT', 'PATCH', 'DELETE'],
})
class Named {
  @Field.string({ regex: '.+@.+' })
  email?: string;

  @Field.map()
  d?: Readonly<Record<string, unknown>>;

  @Field.dict(Inner, { allowUnknown: true })
  sub?: Inner;

  @Field.list({ type: 'dict', model: Inner, allowUnknown: true })
  list?: readonly Inner[];

  @Field.map({ keysRules: { type: 'string', maxLength: 12 }, valuesRules: { type: 'integer' } })
  map?: Readonly<Record<string, unknown>>;

  @Field.of({ anyOf: [{ type: 'string' }, { type: 'dict', fields: [{ name: 'rank', type: 'integer' }] }] })
  either?: unknown;
}

@Module({ imports: [ResourceModule.forFeature(Named)] })
class NamedModule {}

const ANY_STATE = { 'if-match': '*' };

describe('any of the names that mean something to others', () => {
  let service: WatchedApp;
  let client: Client;

  beforeAll(async () => {
    service = await startWatchedApp([NamedModule]);
    client = new Client(service.url);
  });
  afterEach(() => {
    expect(service.newErrors()).toEqual([]);
  });
  afterAll(() => service.stop());

  async function send(method: string, url: string, body?: unknown): Promise<Answer> {
    const state = url.startsWith('/named/') ? ANY_STATE : {}; // a collection has none
    const headers = { ...state, ...(body !== undefined && { 'content-type': 'application/json' }) };
    const answer = await client.send(method, url, { headers, ...(body !== undefined && { body: toJsonText(body) }) });
    requireSound(answer, method);
    return answer;
  }

  const stored = (): Promise<readonly Members[]> => storedIn(service, 'named').find({}, LOSSLESS_VALUES).toArray();

  async function requireShown(): Promise<void> {
    expect((await send('GET', '/named')).status).toBe(200);
    const xml = await client.get('/named', { accept: 'application/xml' });
    expect(xml.status).toBe(200);
    requireXml(xml.text);
  }

  /** What no rule may let through, whatever else is in the document. */
  async function requireRules(): Promise<void> {
    for (const { email = null, sub, list, map } of await stored()) {
      if (email !== null) expect(email).toMatch(/.+@.+/);
      for (const inner of [sub, ...((list ?? []) as readonly unknown[])]) {
        const rank = (inner as Inner | null | undefined)?.rank ?? null;
        if (rank !== null && Object.hasOwn(inner as object, 'rank')) expect(rank).toBeGreaterThanOrEqual(1);
      }
      for (const one of Object.values(map ?? {})) expect(typeof one).toBe('number');
    }
  }

  fuzz(
    'in a document switches no rule off, and is shown as it was stored',
    fc.asyncProperty(document, async (sent) => {
      await send('DELETE', '/named');
      const { status, body } = await send('POST', '/named', sent);
      expect(await stored()).toHaveLength(status === 201 ? 1 : 0);
      await requireRules();
      if (status !== 201) return;
      const shown = JSON.parse((await send('GET', `/named/${body._id}`)).text) as Members;
      for (const [name, member] of Object.entries(sent))
        if (
          !name.includes('.') &&
          !name.startsWith('_') &&
          !Object.keys(sent).some((one) => one.startsWith(`${name}.`))
        )
          expect(Object.getOwnPropertyDescriptor(shown, name)?.value).toEqual(member);
      await requireShown();
    }),
    150,
  );

  fuzz(
    'in a change leaves a document whole',
    fc.asyncProperty(document, document, fc.constantFrom('PUT', 'PATCH'), async (first, second, method) => {
      await send('DELETE', '/named');
      const { status, body } = await send('POST', '/named', first);
      if (status !== 201) return;
      const before = await stored();
      const changed = await send(method, `/named/${body._id}`, second);
      if (changed.status >= 400) expect(await stored()).toEqual(before);
      await requireRules();
    }),
    100,
  );

  fuzz(
    'in a document of another program hides nothing, and is kept by a change of something else',
    fc.asyncProperty(fc.array(fc.tuple(nameOf, value), { maxLength: 4 }), async (members) => {
      await send('DELETE', '/named');
      const _id = new mongoose.Types.ObjectId();
      const own = members.filter(([name]) => name !== '_id').map(([name, member]) => [name, toMap(member)] as const);
      await storedIn(service, 'named').insertOne(new Map<string, unknown>([...own, ['_id', _id]]));
      const [before] = await stored();
      const item = await send('GET', `/named/${_id.toHexString()}`);
      const list = await send('GET', '/named?sort=-constructor,_bsontype');
      expect([item.status, list.status, list.body._meta.total]).toEqual([200, 200, 1]);
      await requireShown();

      expect((await send('PATCH', `/named/${_id.toHexString()}`, { email: 'a@b' })).status).toBe(200);
      const [after] = await stored();
      expect(after).toMatchObject({ ...before });
      expect((await send('DELETE', `/named/${_id.toHexString()}`)).status).toBe(204);
    }),
    80,
  );

  const question = fc.oneof(
    membersOf(
      fc.oneof(
        nameOf,
        path.map((parts) => parts.join('.')),
      ),
      value,
    ).map((one) => ['where', toJsonText(one)]),
    fc.tuple(nameOf, value).map(([name, one]) => ['where', toJsonText({ d: { [`$${name}`]: one } })]),
    fc.tuple(path, nameOf).map(([parts, one]) => ['where', `${parts.join('.')} == "${one}"`]),
    nameOf.map((name) => ['where', `${name}("5")`]),
    path.map((parts) => ['sort', `-${parts.join('.')}`]),
    path.map((parts) => ['sort', `[("${parts.join('.')}", -1)]`]),
    path.map((parts) => ['projection', toJsonText(Object.fromEntries([[parts.join('.'), 1]]))]),
    path.map((parts) => ['embedded', toJsonText(Object.fromEntries([[parts.join('.'), 1]]))]),
    fc.tuple(nameOf, nameOf),
    fc.tuple(fc.constantFrom('page', 'max_results', 'version', 'aggregate', 'pretty'), nameOf),
  );

  fuzz(
    'in a question is answered',
    fc.asyncProperty(fc.array(question, { minLength: 1, maxLength: 2 }), nameOf, async (parts, name) => {
      const text = parts.map((part) => part.map((one) => encodeURIComponent(one)).join('=')).join('&');
      await send('GET', `/named?${text}`);
      await send('GET', `/named/${name}?${text}`);
      await send('GET', `/${name}?${text}`);
    }),
    200,
  );

  fuzz(
    'in a form is one of its fields, or rejected',
    fc.asyncProperty(fc.array(fc.tuple(nameOf, nameOf), { minLength: 1, maxLength: 3 }), async (fields) => {
      await send('DELETE', '/named');
      const body = new URLSearchParams(fields);
      const answer = await client.send('POST', '/named', { body });
      requireSound(answer, 'POST');
      expect(await stored()).toHaveLength(answer.status === 201 ? 1 : 0);
    }),
    60,
  );

  fuzz(
    'in a domain document is rejected in words, or served',
    fc.asyncProperty(
      nameOf,
      nameOf,
      fc.constantFrom('resource', 'field', 'key', 'rule', 'setting'),
      async (name, other, at) => {
        const rules = at === 'rule' ? [[name, other]] : [['type', 'string']];
        const schema: object = Object.fromEntries([[at === 'field' ? name : 'title', Object.fromEntries(rules)]]);
        const keys = { schema, ...(at === 'key' && Object.fromEntries([[name, other]])) };
        const domain: object = Object.fromEntries([[at === 'resource' ? name : 'works', keys]]);
        const content = Object.fromEntries([
          ['DOMAIN', domain],
          ...(at === 'setting' ? [[name, other]] : []),
        ]) as object;
        try {
          expect(translateDomain(loadSettings({ DOMAIN_FILE: writeDomainFile(content) }, []))).toHaveLength(1);
        } catch (error) {
          if (!(error instanceof SettingsError)) throw error;
          expect(error.lines.join()).toContain(name);
        }
        await Promise.resolve();
      },
    ),
    100,
  );
});

function toMap(member: unknown): unknown {
  if (Array.isArray(member)) return member.map(toMap);
  if (typeof member !== 'object' || member === null) return member;
  return new Map(Object.entries(member).map(([name, one]) => [name, toMap(one)]));
}
