import { Module, type Type } from '@nestjs/common';
import { Schema } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { Field, Resource, ResourceModule, type IndexDefinition } from '../../src/common/resource/index.js';
import { captureLog } from '../support/captured-log.js';
import { Client } from '../support/client.js';
import { delayIndexes } from '../support/delay-indexes.js';
import { ExistingDatabase } from '../support/existing-database.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** A feature that serves `shelves` with these indexes. */
function shelvesWith(...indexes: readonly IndexDefinition[]): Type {
  @Resource({ name: 'shelves', indexes })
  class Shelf {
    @Field.string({ required: true, unique: true })
    code!: string;

    @Field.integer()
    floor!: number;

    @Field.string()
    name!: string;

    @Field.datetime()
    until!: Date;

    @Field.point()
    place!: object;
  }

  @Module({ imports: [ResourceModule.forFeature(Shelf)] })
  class ShelvesModule {}
  return ShelvesModule;
}

/** A feature that serves `racks` from the collection of `shelves`. */
function racksWith(...indexes: readonly IndexDefinition[]): Type {
  @Resource({ name: 'racks', indexes })
  @Schema({ collection: 'shelves' }) // it comes first, so it counts
  class Rack {
    @Field.integer()
    floor!: number;

    @Field.integer()
    load!: number;
  }

  @Module({ imports: [ResourceModule.forFeature(Rack)] })
  class RacksModule {}
  return RacksModule;
}

const OF_CODE = { key: { code: 1 }, name: 'code_1', unique: true, sparse: true };

function omitVersion(index: object): object {
  return Object.fromEntries(Object.entries(index).filter(([option]) => option !== 'v'));
}

describe('the indexes of a resource', () => {
  let database: ExistingDatabase;
  const services: TestApp[] = [];

  beforeEach(() => {
    database = new ExistingDatabase();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    for (const service of services.splice(0)) await service.stop();
    await mongoose.disconnect(); // what a start that failed leaves open
    await database.remove();
  });

  /** Starts the service on the database, and gives what it logged on the way. */
  async function start(
    features: readonly Type[],
    environment: Record<string, string> = {},
  ): Promise<readonly object[]> {
    const { logger, lines } = captureLog('warn');
    services.push(await startTestApp({ features, logger, environment, connectVia: () => database.uri }));
    return lines;
  }

  const stored = async (): Promise<readonly object[]> =>
    (await database.collection('shelves').indexes()).map((index) => omitVersion(index));

  it('exist before the service listens', async () => {
    delayIndexes(300);
    await start([shelvesWith({ keys: { floor: 1, name: -1, _id: 1 } })]);
    expect(await stored()).toEqual(
      expect.arrayContaining([
        { key: { _id: 1 }, name: '_id_' },
        { key: { floor: 1, name: -1, _id: 1 }, name: 'floor_1_name_-1__id_1' },
        OF_CODE,
      ]),
    );
  });

  it('have the names, the order of keys and the options that are declared', async () => {
    const partialFilterExpression = { floor: { $gt: 3 } };
    const collation = { locale: 'en', strength: 2 };
    const lines = await start([
      shelvesWith(
        { keys: [['name', -1], ['floor', 1]], unique: true }, // prettier-ignore
        { keys: { until: 1 }, expireAfterSeconds: 3600 },
        { keys: { name: 1 }, name: 'high', partialFilterExpression },
        { keys: { floor: 1 }, sparse: true },
        { keys: { name: 1 }, name: 'any_case', collation },
        { keys: { place: '2dsphere' } },
      ),
    ]);
    expect(await stored()).toEqual(
      expect.arrayContaining([
        { key: { name: -1, floor: 1 }, name: 'name_-1_floor_1', unique: true },
        { key: { until: 1 }, name: 'until_1', expireAfterSeconds: 3600 },
        { key: { name: 1 }, name: 'high', partialFilterExpression },
        { key: { floor: 1 }, name: 'floor_1', sparse: true },
        { key: { name: 1 }, name: 'any_case', collation: expect.objectContaining(collation) as unknown },
        expect.objectContaining({ key: { place: '2dsphere' }, name: 'place_2dsphere' }),
      ]),
    );
    const [order] = (await stored()).filter((index) => 'name' in index && index.name === 'name_-1_floor_1');
    expect(JSON.stringify(order)).toContain('"key":{"name":-1,"floor":1}');
    expect(lines).toEqual([]);
  });

  it('that are unique over several fields reject the second document, naming them', async () => {
    await start([shelvesWith({ keys: { floor: 1, name: 1 }, unique: true })]);
    const client = new Client(services[0]?.url ?? '');
    await client.create('/shelves', { code: 'a', floor: 1, name: 'x' });
    const { status, body } = await client.post('/shelves', { code: 'b', floor: 1, name: 'x' });
    expect(status).toBe(422);
    expect(body._issues).toEqual({ floor: "value '1' is not unique", name: "value 'x' is not unique" });
  });

  it('are left as they are when nothing has changed', async () => {
    const feature = shelvesWith({ keys: { place: '2dsphere' } }, { keys: { until: 1 }, expireAfterSeconds: 60 });
    await start([feature]);
    const before = await stored();
    const create = jest.spyOn(mongoose.mongo.Collection.prototype, 'createIndexes');
    const drop = jest.spyOn(mongoose.mongo.Collection.prototype, 'dropIndex');
    expect(await start([feature], { REBUILD_INDEXES: 'true' })).toEqual([]);
    expect(create).not.toHaveBeenCalled();
    expect(drop).not.toHaveBeenCalled();
    expect(await stored()).toEqual(before);
  });

  it('are reported and left alone when they have changed', async () => {
    await start([shelvesWith({ keys: { until: 1 }, expireAfterSeconds: 60 })]);
    const before = await stored();
    const lines = await start([shelvesWith({ keys: { until: 1 }, expireAfterSeconds: 90 })]);
    expect(lines).toEqual([
      expect.objectContaining({
        level: 40,
        msg:
          'shelves.indexes.0: the index until_1 of the collection shelves is not as declared: expireAfterSeconds is 60 ' +
          'instead of 90. Start once with REBUILD_INDEXES=true to have it dropped and created again.',
      }),
    ]);
    expect(await stored()).toEqual(before);
    expect((await new Client(services[1]?.url ?? '').post('/shelves', { code: 'a' })).status).toBe(201);
  });

  it('are dropped and created again when they have changed and REBUILD_INDEXES asks for it', async () => {
    await start([shelvesWith({ keys: { name: 1 }, name: 'main' }, { keys: { until: 1 }, expireAfterSeconds: 60 })]);
    await database.collection('shelves').createIndexes([{ key: { name: 1, floor: 1 }, name: 'made_by_hand' }]);
    const changed = shelvesWith({ keys: { floor: 1 }, name: 'main' }, { keys: { until: 1 }, expireAfterSeconds: 90 });
    const lines = await start([changed], { REBUILD_INDEXES: 'true' });
    expect(lines.map((line) => ('msg' in line ? line.msg : undefined))).toEqual([
      'shelves.indexes.0: the index main of the collection shelves was dropped and created again: keys is [["name",1]] instead of [["floor",1]]',
      'shelves.indexes.1: the index until_1 of the collection shelves was dropped and created again: expireAfterSeconds is 60 instead of 90',
    ]);
    const indexes = await stored();
    expect(indexes).toHaveLength(5);
    expect(indexes).toEqual(
      expect.arrayContaining([
        { key: { floor: 1 }, name: 'main' },
        { key: { until: 1 }, name: 'until_1', expireAfterSeconds: 90 },
        { key: { name: 1, floor: 1 }, name: 'made_by_hand' },
        OF_CODE,
      ]),
    );
  });

  it('are those of all resources of a collection together', async () => {
    const lines = await start([
      shelvesWith({ keys: { floor: 1 } }),
      racksWith({ keys: { floor: 1 } }, { keys: { load: 1 } }),
    ]);
    expect(lines).toEqual([]);
    expect(await stored()).toHaveLength(4);
    await expect(
      start([shelvesWith({ keys: { floor: 1 } }), racksWith({ keys: { floor: 1 }, sparse: true })]),
    ).rejects.toThrow('racks.indexes.0: its index differs from that of shelves.indexes.0, of the same name floor_1.');
  });

  it('stop the start when they cannot be', async () => {
    const impossible = shelvesWith({ keys: { flor: 1 } });
    await expect(start([impossible])).rejects.toThrow(
      'shelves.indexes.0.keys.flor: the class has no field "flor", did you mean floor?',
    );
    const contradictory = shelvesWith({ keys: { code: 1 } });
    await expect(start([contradictory])).rejects.toThrow(
      'shelves.code.unique: its index differs from that of shelves.indexes.0, of the same name code_1.',
    );
  });
});
