import fc from 'fast-check';
import { Either, Specimen, SpecimensModule } from '../fixtures/specimens.js';
import { Person } from '../fixtures/people.js';
import { Product, ProductsModule } from '../fixtures/products.js';
import { Publisher, Work, WorksModule } from '../fixtures/works.js';
import { fuzz } from '../support/fuzz.js';
import type { TestApp } from '../support/test-app.js';
import { ANY_STATE, FuzzedResource } from './fuzzed-resource.js';
import { documentOf } from './nearly-right.js';
import { oddBodyFor } from './odd-bodies.js';
import { startWatchedApp, type WatchedApp } from './watched-app.js';

const ID = '507f1f77bcf86cd799439011';

describe('any body', () => {
  let service: WatchedApp;

  beforeAll(async () => {
    service = await startWatchedApp([SpecimensModule, ProductsModule, WorksModule]);
  });
  afterEach(() => {
    expect(service.newErrors()).toEqual([]);
  });
  afterAll(async () => {
    await service.stop();
  });

  describe.each([
    ['specimens', Specimen],
    ['either', Either],
    ['products', Product],
    ['people', Person],
    ['works', Work],
    ['publishing/houses', Publisher],
  ])('sent to %s', (_url, model) => {
    let resource: FuzzedResource;
    const { fields } = new FuzzedResource({ url: '' } as TestApp, model).definition;

    beforeAll(() => {
      resource = new FuzzedResource(service, model);
    });

    fuzz(
      'is stored as the fields say or rejected by POST, whole lists too',
      fc.asyncProperty(
        fc.oneof(documentOf(fields), fc.array(documentOf(fields, 3), { maxLength: 4 })),
        async (body) => {
          await resource.clear();
          const { status } = await resource.send('POST', resource.path, body);
          const stored = await resource.stored();
          expect(stored).toHaveLength(status === 201 ? [body].flat().length : 0);
          await resource.requireSoundStore();
        },
      ),
      60,
    );

    fuzz(
      'replaces a document or leaves it as it was',
      fc.asyncProperty(
        documentOf(fields),
        documentOf(fields),
        fc.constantFrom('PUT', 'PATCH'),
        async (first, second, method) => {
          await resource.clear();
          const path = `${resource.path}/${ID}`;
          await resource.send('PUT', path, first);
          const before = await resource.stored();
          const { status } = await resource.send(method, path, second, ANY_STATE);
          if (status >= 400) expect(await resource.stored()).toEqual(before);
          await resource.requireSoundStore();
        },
      ),
      60,
    );

    fuzz(
      'of any type is stored as the fields say, or not at all',
      fc.asyncProperty(oddBodyFor(fields), fc.constantFrom('POST', 'PUT', 'PATCH'), async ({ type, bytes }, method) => {
        await resource.clear();
        const path = method === 'POST' ? resource.path : `${resource.path}/${ID}`;
        const { status } = await resource.sendBytes(method, path, bytes, { 'content-type': type });
        if (status !== 201) expect(await resource.stored()).toEqual([]);
        await resource.requireSoundStore();
      }),
      60,
    );
  });
});
