import { Module } from '@nestjs/common';
import fc from 'fast-check';
import mongoose from 'mongoose';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { EVERY_BSON_TYPE } from '../fixtures/every-bson-type.js';
import { Client } from '../support/client.js';
import { fuzz } from '../support/fuzz.js';
import { membersIn, rawMembers } from '../support/raw-members.js';
import { storedIn } from '../support/stored.js';
import { startWatchedApp, type WatchedApp } from './watched-app.js';

const NAMES = [
  'b',
  'a',
  '10',
  '9',
  '0',
  '',
  '$x',
  'a.b',
  '..',
  'a$',
  '__proto__',
  'constructor',
  '_bsontype',
  'length',
];

const leaf = fc.constantFrom(...EVERY_BSON_TYPE.values());

const { document } = fc.letrec<{ value: unknown; document: ReadonlyMap<string, unknown> }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 3 }), tie('document')),
  document: membersOf([...NAMES, '$ref', '$id'], tie('value')),
}));

const members = membersOf(NAMES, fc.oneof(leaf, fc.array(fc.oneof(leaf, document), { maxLength: 3 }), document));

function membersOf(
  names: readonly string[],
  values: fc.Arbitrary<unknown>,
): fc.Arbitrary<ReadonlyMap<string, unknown>> {
  const member = fc.tuple(fc.constantFrom(...names), values);
  return fc.uniqueArray(member, { maxLength: 5, selector: ([name]) => name }).map((all) => new Map(all));
}

@Resource({ name: 'foreign', allowUnknown: true, itemMethods: ['GET', 'PATCH', 'PUT'] })
class Foreign {
  @Field.string()
  title?: string;

  @Field.map()
  d?: Readonly<Record<string, unknown>>;
}

@Module({ imports: [ResourceModule.forFeature(Foreign)] })
class ForeignModule {}

describe('any document of another program', () => {
  let service: WatchedApp;
  let client: Client;

  beforeAll(async () => {
    service = await startWatchedApp([ForeignModule]);
    client = new Client(service.url);
  });
  afterEach(() => {
    expect(service.newErrors()).toEqual([]);
  });
  afterAll(() => service.stop());

  fuzz(
    'keeps the bytes and the order of what a PATCH does not name',
    fc.asyncProperty(members, members, async (around, inside) => {
      const id = new mongoose.Types.ObjectId();
      const whole = new Map<string, unknown>([['_id', id], ['d', inside], ...around]);
      await storedIn(service, 'foreign').insertOne(whole);
      const before = await rawMembers(service, 'foreign', id);

      const { status } = await client.patch(
        `/foreign/${id.toHexString()}`,
        { title: 'new', d: { fresh: 1 } },
        { 'if-match': '*' },
      );

      expect(status).toBe(200);
      const after = await rawMembers(service, 'foreign', id);
      expect([...membersIn(after.get('d'))]).toEqual([...membersIn(before.get('d')), ['fresh', '16 01000000']]);
      const others = [...after].filter(([name]) => !['d', 'title', '_updated', '_etag'].includes(name));
      expect(others).toEqual([...before].filter(([name]) => name !== 'd'));
    }),
    60,
  );
});
