import { setTimeout as delay } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { DatabaseCapabilities } from '../../src/common/database/capabilities.js';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { Client } from '../support/client.js';
import { startTestApp } from '../support/test-app.js';

const ENDS = { keys: { ends: 1 }, expireAfterSeconds: 0 } as const;

@Resource({ name: 'offers', indexes: [ENDS] })
class Offer {
  @Field.datetime()
  ends?: Date;
}

/** The same collection, where a document has several dates. */
@Resource({ name: 'series', source: 'offers', indexes: [ENDS] })
class Series {
  @Field.list<Date>({ type: 'datetime' })
  ends?: readonly Date[];
}

@Module({ imports: [ResourceModule.forFeature(Offer), ResourceModule.forFeature(Series)] })
class OffersModule {}

const PAST = 'Sat, 01 Jan 2000 00:00:00 GMT';
const FUTURE = 'Fri, 01 Jan 2100 00:00:00 GMT';

/** Databases look for what has expired once a minute. */
const LONGEST_LOOK = 130_000;

describe('an index that expires documents', () => {
  it(
    'takes those with a date that is past; in a list of dates MongoDB sees it, the database of development does not (documented)',
    async () => {
      const service = await startTestApp({ features: [OffersModule] });
      try {
        const client = new Client(service.url);
        const [list, later] = await Promise.all([
          client.create('/series', { ends: [FUTURE, PAST] }),
          client.create('/series', { ends: [FUTURE, FUTURE] }),
        ]);
        const past = await client.create('/offers', { ends: PAST });
        const statusOf = async (path: string): Promise<number> => (await client.get(path)).status;
        const deadline = Date.now() + LONGEST_LOOK - 5000;
        while ((await statusOf(past.path)) === 200 && Date.now() < deadline) await delay(500);
        await delay(500); // the rest of the same look
        const { trustsIndexes: isSound } = await service.app.get(DatabaseCapabilities).traits();
        expect([await statusOf(past.path), await statusOf(later.path)]).toEqual([404, 200]);
        expect(await statusOf(list.path)).toBe(isSound ? 404 : 200);
      } finally {
        await service.stop();
      }
    },
    LONGEST_LOOK,
  );
});
