import { Module } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { DatabaseCapabilities } from '../../src/common/database/capabilities.js';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { Client, query } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

class Size {
  @Field.of({ type: ['string', 'integer'] })
  x?: unknown;

  @Field.integer()
  y?: number;
}

/** Its own order is one by sub-documents, which clients may not ask for. */
@Resource({ name: 'boxes', defaultSort: 'size' })
class Box {
  @Field.string()
  name?: string;

  @Field.dict(Size)
  size?: Size;

  @Field.list<Size>({ type: 'dict', model: Size })
  parts?: readonly Size[];
}

/** The same documents in the order of what is in a list. */
@Resource({ name: 'filled', source: 'boxes', defaultSort: 'parts.x' })
class Filled {
  @Field.string()
  name?: string;

  @Field.list<object>({ type: 'dict', allowUnknown: true, fields: [{ name: 'x' }] })
  parts?: readonly object[];
}

@Resource({ name: 'by-size', source: 'boxes', aggregation: { pipeline: [{ $sort: { size: 1, _id: 1 } }] } })
class BySize {}

@Resource({ name: 'by-part', source: 'boxes', aggregation: { pipeline: [{ $sort: { 'parts.x': 1, _id: 1 } }] } })
class ByPart {}

@Resource({ name: 'codes' })
class Code {
  @Field.string()
  text?: string;
}

@Resource({ name: 'grouped', source: 'codes', aggregation: { pipeline: [{ $group: { _id: '$text' } }] } })
class Grouped {}

@Resource({ name: 'prices' })
class Price {
  @Field.of({})
  any?: unknown;

  @Field.decimal()
  exact?: object;

  @Field.float()
  about?: number;
}

@Resource({ name: 'shapes' })
class Shape {
  @Field.of({ type: 'dict', allowUnknown: true, unique: true })
  size?: object;
}

@Module({
  imports: [Box, Filled, BySize, ByPart, Code, Grouped, Price, Shape].map((model) =>
    ResourceModule.forFeature<object>(model),
  ),
})
class LimitsModule {}

const where = (filter: object): string => query({ where: JSON.stringify(filter) });

/** Rows 12, 13, 16, 16b, 17 and 19 of the faults that decision 0005 calls documented or not met: what a client reads today. */
describe('what the database of development answers otherwise', () => {
  let service: TestApp;
  let client: Client;
  /** Whether the database is MongoDB. */
  let isSound: boolean;

  beforeAll(async () => {
    service = await startTestApp({ features: [LimitsModule] });
    client = new Client(service.url);
    ({ trustsIndexes: isSound } = await service.app.get(DatabaseCapabilities).traits());
  });
  afterAll(async () => {
    await service.stop();
  });

  const membersAt = async (path: string, member: string): Promise<readonly unknown[]> => {
    const { status, text, body } = await client.get(path);
    expect([status, text]).toEqual([200, text]);
    return body._items.map((item) => item[member]);
  };
  const namesAt = (path: string): Promise<readonly unknown[]> => membersAt(path, 'name');

  describe('a collection with a collation of its own, which another program made', () => {
    beforeAll(async () => {
      const { db } = service.app.get<mongoose.Connection>(getConnectionToken(), { strict: false });
      await db?.dropCollection('codes').catch(() => undefined);
      await db?.createCollection('codes', { collation: { locale: 'en', strength: 2 } });
      for (const text of ['a', 'A', 'b']) await client.create('/codes', { text });
    });

    it('is compared without it (documented): texts of another case are found by MongoDB alone', async () => {
      expect(await membersAt(`/codes${where({ text: 'A' })}`, 'text')).toEqual(isSound ? ['a', 'A'] : ['A']);
      expect(await membersAt(`/codes${where({ text: { $gt: 'B' } })}`, 'text')).toEqual(isSound ? [] : ['a', 'b']);
      expect(await membersAt('/codes?sort=text', 'text')).toEqual(isSound ? ['a', 'A', 'b'] : ['A', 'a', 'b']);
    });

    it('is grouped without it (documented)', async () => {
      expect(await membersAt('/grouped', '_id')).toHaveLength(isSound ? 2 : 3);
    });
  });

  describe('a decimal and the nearest double', () => {
    beforeAll(async () => {
      const any = mongoose.mongo.Decimal128.fromString('9.99');
      await storedIn(service, 'prices').insertOne({ any });
      await client.create('/prices', { any: 9.99, exact: '9.99', about: 9.99 });
      await client.create('/prices', { exact: '9.990000000000000001' });
    });

    it('are equal where a field has values of both (documented)', async () => {
      expect(await membersAt(`/prices${where({ any: 9.99 })}`, 'any')).toHaveLength(isSound ? 1 : 2);
    });

    it.each([{ exact: '9.99' }, { about: 9.99 }, { exact: 9.99 }])(
      'do not meet in a field of one type: %j finds its document alone',
      async (filter) => {
        expect(await membersAt(`/prices${where(filter)}`, 'exact')).toEqual(['9.99']);
      },
    );

    it('are told apart by their digits among decimals', async () => {
      expect(await membersAt(`/prices${where({ exact: '9.990000000000000001' })}`, 'exact')).toHaveLength(1);
      expect(await membersAt(`/prices${where({ exact: { $gt: '9.99' } })}`, 'exact')).toEqual(['9.990000000000000001']);
    });
  });

  describe.each([
    {
      row: '16',
      what: 'an empty list in a list, which is less than nothing at all',
      boxes: [
        { name: '1', parts: [] },
        { name: '2', parts: [{ x: 1 }, { x: [] }] },
      ],
      right: ['2', '1'],
      list: ['1', '2'],
      pipeline: ['2', '1'],
    },
    {
      row: '16b',
      what: 'an element that lacks the member, which is null',
      boxes: [
        { name: '1', parts: [{ y: 1 }, { x: 2 }] },
        { name: '2', parts: [{ x: 1 }] },
      ],
      right: ['1', '2'],
      list: ['2', '1'],
      pipeline: ['2', '1'],
    },
  ])('the order by what is in a list, row $row: $what', ({ boxes, right, list, pipeline }) => {
    beforeAll(async () => {
      await storedIn(service, 'boxes').deleteMany({});
      for (const box of boxes) await storedIn(service, 'boxes').insertOne({ ...box });
    });

    it('is rejected where a client asks for it', async () => {
      const { status, body } = await client.get('/boxes?sort=parts.x');
      if (isSound) expect(body._items.map(({ name }) => name)).toEqual(right);
      else
        expect([status, body._issues]).toEqual([
          400,
          { sort: 'sort: this database does not sort by what is in the sub-documents of a list: parts.x' },
        ]);
    });

    it('is another one as the order of a resource (documented)', async () => {
      expect(await namesAt('/filled')).toEqual(isSound ? right : list);
    });

    it('is what the database makes of it in a pipeline (documented)', async () => {
      expect(await namesAt('/by-part')).toEqual(isSound ? right : pipeline);
    });
  });

  describe('the order by a sub-document, row 17', () => {
    const right = ['3', '1', '2', '4'];

    beforeAll(async () => {
      await storedIn(service, 'boxes').deleteMany({});
      const sizes = [{ y: 1 }, { x: 'a' }, { x: 1, y: 2 }, { y: 'b' }];
      for (const [index, size] of sizes.entries())
        await storedIn(service, 'boxes').insertOne({ name: `${index + 1}`, size });
    });

    it('is rejected where a client asks for it, in either direction', async () => {
      for (const sort of ['size', '-size', 'name,size']) {
        const { status, body } = await client.get(`/boxes${query({ sort })}`);
        if (isSound) expect(status).toBe(200);
        else expect([status, Object.keys(body._issues)]).toEqual([400, ['sort']]);
      }
    });

    it('is another one as the order of a resource (documented)', async () => {
      expect(await namesAt('/boxes')).toEqual(isSound ? right : ['1', '2', '4', '3']);
    });

    it('is a third one in a pipeline (documented)', async () => {
      expect(await namesAt('/by-size')).toEqual(isSound ? right : ['3', '2', '1', '4']);
    });
  });

  describe('a sub-document that is unique', () => {
    const post = (json: string): Promise<number> =>
      client
        .send('POST', '/shapes', { headers: { 'content-type': 'application/json' }, body: json })
        .then(({ status }) => status);

    it('is another one with a double of the same value (documented)', async () => {
      expect(await post('{"size":{"x":1}}')).toBe(201);
      expect(await post('{"size":{"x":1}}')).toBe(422);
      expect(await post('{"size":{"x":1.0}}')).toBe(isSound ? 422 : 201);
      for (const one of ['1.0', '1e0', '10e-1']) expect(await post(`{"size":{"x":${one}}}`)).toBe(422);
    });

    it('is another one where another program wrote a double (documented)', async () => {
      await storedIn(service, 'shapes').insertOne({ size: { x: new mongoose.mongo.Double(2) } });
      expect(await post('{"size":{"x":2}}')).toBe(isSound ? 422 : 201);
    });
  });
});
