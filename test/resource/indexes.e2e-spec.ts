import { Module } from '@nestjs/common';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { eventually } from '../support/eventually.js';
import { storedIn } from '../support/stored.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Sorted by one order often, and never two of a code. */
@Resource({ name: 'shelves', indexes: [{ floor: 1, name: -1, _id: 1 }] })
class Shelf {
  @Field.string({ required: true, unique: true })
  code!: string;

  @Field.integer()
  floor!: number;

  @Field.string()
  name!: string;
}

@Module({ imports: [ResourceModule.forFeature(Shelf)] })
class ShelvesModule {}

describe('the indexes of a resource', () => {
  let service: TestApp;

  beforeAll(async () => {
    service = await startTestApp({ features: [ShelvesModule] });
  });
  afterAll(async () => {
    await service.stop();
  });

  it('exist when the service has started: those it declares, and one for each unique field', async () => {
    const indexes = await eventually(
      () => storedIn(service, 'shelves').indexes(),
      (found) => found.length > 2,
    );
    expect(indexes.map(({ key }) => key as object)).toEqual(
      expect.arrayContaining([{ floor: 1, name: -1, _id: 1 }, { code: 1 }]),
    );
    expect(indexes.find(({ key }) => 'code' in key)).toMatchObject({ unique: true });
  });
});
