import { Injectable, Module } from '@nestjs/common';
import { Resource, ResourceModule, type AnyDocument, type ResourceHooks } from '../../src/common/resource/index.js';
import { Client } from '../support/client.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

@Resource({ name: 'figures', aggregation: { pipeline: [{ $sort: { n: 1 } }] } })
class Figure {}

/** Leaves out what is odd, and says how the rest was found. */
@Injectable()
class EvenOnes implements ResourceHooks {
  beforeAggregation(pipeline: readonly AnyDocument[]): readonly AnyDocument[] {
    return [{ $match: { even: true } }, ...pipeline];
  }

  afterAggregation(documents: readonly AnyDocument[]): readonly AnyDocument[] {
    return documents.map(({ n }) => ({ n, by: 'hook' }));
  }
}

@Module({ imports: [ResourceModule.forFeature(Figure, { hooks: [EvenOnes] })] })
class FiguresModule {}

describe('hooks of an aggregation', () => {
  let service: TestApp;

  beforeAll(async () => {
    service = await startTestApp({ features: [FiguresModule] });
    await storedIn(service, 'figures').insertMany([1, 2, 3, 4].map((n) => ({ n, even: n % 2 === 0 })));
  });
  afterAll(async () => {
    await service.stop();
  });

  it('change the pipeline before it runs, and what it gave after', async () => {
    const { status, body } = await new Client(service.url).get('/figures');
    expect([status, body._items, body._meta.total]).toEqual([
      200,
      [
        { n: 2, by: 'hook' },
        { n: 4, by: 'hook' },
      ],
      2,
    ]);
  });
});
