import { Module } from '@nestjs/common';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { loadSettings } from '../../src/config/load-settings.js';
import { Client } from '../support/client.js';
import { monitored, writeConcernsDuring } from '../support/command-log.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

const METHODS = { resourceMethods: ['GET', 'POST', 'DELETE'], itemMethods: ['GET', 'PUT', 'PATCH', 'DELETE'] } as const;

@Resource({ ...METHODS, name: 'notes' })
class Note {
  @Field.string({ unique: true })
  text?: string;
}

@Resource({ ...METHODS, name: 'ledgers', mongoWriteConcern: { w: 'majority', j: true, wtimeout: 5000 } })
class Ledger {
  @Field.string()
  text?: string;
}

@Module({ imports: [Note, Ledger].map((model) => ResourceModule.forFeature<object>(model)) })
class NotesModule {}

describe('MONGO_WRITE_CONCERN', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    const environment = { MONGO_WRITE_CONCERN: '{"w": 1, "j": true}' };
    service = await startTestApp({ features: [NotesModule], environment, connectVia: monitored });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  it.each([
    ['notes', { w: 1, j: true }],
    ['ledgers', { w: 'majority', j: true, wtimeout: 5000 }],
  ])('goes with every write of %s', async (name, writeConcern) => {
    const collection = `/${name}`;
    const concerns = async (work: () => Promise<unknown>): Promise<readonly unknown[]> =>
      writeConcernsDuring(service, work);

    let { path, etag } = { path: '', etag: '' };
    expect(await concerns(async () => ({ path, etag } = await client.create(collection, { text: 'a' })))).toEqual([
      writeConcern,
    ]);
    for (const method of ['put', 'patch'] as const) {
      const change = async (): Promise<void> => {
        const { status, body } = await client[method](path, { text: method }, { 'if-match': etag });
        expect(status).toBe(200);
        etag = body._etag;
      };
      expect(await concerns(change)).toMatchObject([writeConcern]); // of a transaction the driver adds a wtimeout
    }
    expect(await concerns(async () => client.delete(path, { 'if-match': etag }))).toEqual([writeConcern]);
    expect(await concerns(async () => client.post(collection, [{ text: 'b' }, { text: 'c' }]))).toMatchObject([
      writeConcern,
    ]);
    expect(await concerns(async () => client.delete(collection))).toEqual([writeConcern]);
    expect(await concerns(async () => client.get(collection))).toEqual([]);
  });

  it.each([
    '{"w": 0}',
    '{"w": -1}',
    '{"w": 1.5}',
    '{"j": 1}',
    '{"wtimeout": -1}',
    '{"x": 1}',
    '[]',
    'majority',
    'null',
  ])('cannot be %s', (text) => {
    expect(() => loadSettings({ MONGO_WRITE_CONCERN: text }, [])).toThrow(
      /MONGO_WRITE_CONCERN.*must be \{\} or an object of w/,
    );
  });
});
