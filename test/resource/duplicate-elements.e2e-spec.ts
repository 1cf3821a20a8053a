import { Module } from '@nestjs/common';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { Client } from '../support/client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

class Part {
  @Field.date({ unique: true })
  made?: Date;
}

@Resource({ name: 'batches', bulkEnabled: true })
class Batch {
  @Field.list({ type: 'date', unique: true })
  days?: readonly Date[];

  @Field.list({ type: 'objectid', unique: true })
  ids?: readonly object[];

  @Field.list({ type: 'decimal', unique: true })
  prices?: readonly object[];

  @Field.list({ type: 'binary', unique: true })
  keys?: readonly object[];

  @Field.list({ type: 'float', unique: true })
  sizes?: readonly number[];

  @Field.list({ type: 'string', unique: true })
  names?: readonly string[];

  @Field.list({ type: 'dict', fields: [{ name: 'a', type: 'date' }], unique: true })
  places?: readonly object[];

  @Field.list({ type: 'dict', model: Part })
  parts?: readonly Part[];
}

@Module({ imports: [ResourceModule.forFeature(Batch)] })
class BatchesModule {}

const [DAY, OTHER_DAY] = ['Sat, 01 Jan 2000 00:00:00 GMT', 'Sun, 02 Jan 2000 00:00:00 GMT'];
const [ID, OTHER_ID] = ['0123456789abcdef01234567', '0123456789abcdef01234568'];

/** By field a value that a stored document has, one that none has, and how the first is worded. */
const CASES: readonly (readonly [field: string, duplicate: unknown, other: unknown, shown: string])[] = [
  ['days', DAY, OTHER_DAY, DAY],
  ['ids', ID, OTHER_ID, ID],
  ['prices', '1.50', '2.50', '1.50'],
  ['keys', 'AAEC', 'AAED', 'AAEC'],
  ['sizes', 1.5, 2, '1.5'],
  ['names', 'a', 'b', 'a'],
  ['places', { a: DAY }, { a: OTHER_DAY }, '{"a":"2000-01-01T00:00:00.000Z"}'],
];

describe('a unique element that another document has', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({ features: [BatchesModule] });
    client = new Client(service.url);
  });
  afterAll(() => service.stop());
  afterEach(() => client.delete('/batches'));

  it.each(CASES)('is named where it stands: %s', async (field, duplicate, other, shown) => {
    await client.post('/batches', { [field]: [duplicate] });
    const issues = { [field]: { 1: `value '${shown}' is not unique` } };
    const sent = { [field]: [other, duplicate] };
    const created = await client.post('/batches', sent);
    const all = await client.post('/batches', [{ names: ['c'] }, sent]);
    const { body } = await client.post('/batches', {});
    const ifMatch = { 'if-match': body._etag };
    const replaced = await client.put(`/batches/${body._id}`, sent, ifMatch);
    const updated = await client.patch(`/batches/${body._id}`, sent, ifMatch);
    expect([created, replaced, updated].map((answer) => [answer.status, answer.body._issues])).toEqual([
      [422, issues],
      [422, issues],
      [422, issues],
    ]);
    expect([all.status, all.body._items.map((one) => one._issues)]).toEqual([422, [undefined, issues]]);
  });

  it('is named in its sub-document', async () => {
    await client.post('/batches', { parts: [{ made: DAY }] });
    const sent = { parts: [{ made: OTHER_DAY }, { made: DAY }] };
    const issues = { parts: { 1: { made: `value '${DAY}' is not unique` } } };
    const { status, body } = await client.post('/batches', sent);
    expect([status, body._issues]).toEqual([422, issues]);
    const all = await client.post('/batches', [{ names: ['c'] }, sent]);
    expect([all.status, all.body._items[1]?._issues]).toEqual([422, issues]);
  });
});
