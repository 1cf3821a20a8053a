import { Module, type Type } from '@nestjs/common';
import { getConnectionToken } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { captureLog, type LogLine } from '../support/captured-log.js';
import { Client } from '../support/client.js';
import { delayIndexes } from '../support/delay-indexes.js';
import { eventually } from '../support/eventually.js';
import { ExistingDatabase } from '../support/existing-database.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { startTestApp, type TestApp } from '../support/test-app.js';
import { textLike, textWith } from '../support/wire.js';

jest.setTimeout(60_000);

@Resource({ name: 'accounts', resourceMethods: ['GET', 'POST', 'DELETE'] })
class Account {
  @Field.string({ required: true, unique: true })
  email!: string;

  @Field.integer()
  age?: number;
}

@Module({ imports: [ResourceModule.forFeature(Account)] })
class AccountsModule {}

@Resource({ name: 'notes', indexes: [{ text: 1 }] })
class Note {
  @Field.string()
  text!: string;
}

@Module({ imports: [ResourceModule.forFeature(Note)] })
class NotesModule {}

const FEATURES: readonly Type[] = [AccountsModule, NotesModule];
const REFUSED = {
  _status: 'ERR',
  _error: {
    code: 503,
    message: "Documents cannot be written: no unique index enforces email; the service's log says why.",
  },
};

describe('a unique field', () => {
  let database: ExistingDatabase;
  let service: TestApp;
  let client: Client;
  let proxy: TcpProxy | undefined;

  beforeEach(() => {
    database = new ExistingDatabase();
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await service.stop();
    await proxy?.cut();
    await database.remove();
  });

  /** Gives what is logged from the start on. */
  async function start(connectVia = (): string => database.uri, given = {}): Promise<readonly LogLine[]> {
    const { logger, lines } = captureLog('warn');
    const environment = { MONGO_TIMEOUT_MS: '1000', ...given };
    service = await startTestApp({ features: FEATURES, logger, environment, connectVia });
    client = new Client(service.url);
    return lines;
  }

  describe('whose values stored documents repeat already', () => {
    const [first, second] = ['0123456789abcdef01234567', '0123456789abcdef01234568'] as const;

    beforeEach(async () => {
      const duplicates = [first, second].map((id) => ({ _id: new mongoose.Types.ObjectId(id), email: 'a@b.c' }));
      await database.collection('accounts').insertMany(duplicates);
    });

    it('is reported at start with the resource, the field and the value', async () => {
      expect((await start()).map(({ level, msg }) => [level, msg])).toEqual([
        [50, textLike(/^accounts\.email\.unique: the index email_1 of .* cannot be created: .*email.*a@b\.c/)],
        [50, textLike(/^accounts\.email\.unique: nothing in the collection accounts enforces this/)],
      ]);
    });

    it('lets documents be read and deleted, but neither created nor changed', async () => {
      await start();
      const { status, body } = await client.get(`/accounts/${first}`);
      expect(status).toBe(200);
      const path = `/accounts/${first}`;
      const ifMatch = { 'if-match': body._etag };
      for (const rejected of [
        await client.post('/accounts', { email: 'new@b.c' }),
        await client.post('/accounts', [{ email: 'new@b.c' }, { email: 'other@b.c' }]),
        await client.put(path, { email: 'new@b.c' }, ifMatch),
        await client.put('/accounts/0123456789abcdef01234569', { email: 'new@b.c' }),
        await client.patch(path, { age: 5 }, ifMatch),
      ]) {
        expect(rejected.status).toBe(503);
        expect(rejected.headers.get('retry-after')).toBe('5');
        expect(rejected.body).toEqual(REFUSED);
      }
      expect((await client.post('/accounts', {})).status).toBe(422);
      expect((await client.post('/notes', { text: 'x' })).status).toBe(201);
      expect((await client.delete(path, ifMatch)).status).toBe(204);
      expect(await client.count('/accounts')).toBe(1);
    });

    it('lets documents be written once the values are unique, without another start', async () => {
      await start();
      const { body } = await client.get(`/accounts/${first}`);
      await client.delete(`/accounts/${first}`, { 'if-match': body._etag });
      await eventually(
        () => client.post('/accounts', { email: 'new@b.c' }),
        ({ status }) => status === 201,
      );
      const { status, body: duplicate } = await client.post('/accounts', { email: 'a@b.c' });
      expect(status).toBe(422);
      expect(duplicate._issues).toEqual({ email: "value 'a@b.c' is not unique" });
    });
  });

  it('whose index is there, but not unique, is not written either; the index is kept when it cannot be rebuilt', async () => {
    const accounts = database.collection('accounts');
    await accounts.createIndexes([{ key: { email: 1 } }]);
    await accounts.insertMany([{ email: 'a@b.c' }, { email: 'a@b.c' }]);
    const lines = await start();
    expect(lines[0]).toMatchObject({ level: 50, msg: textWith('unique is false instead of true') });
    expect((await client.post('/accounts', { email: 'new@b.c' })).status).toBe(503);
    await service.stop();

    const again = await start(undefined, { REBUILD_INDEXES: 'true' });
    expect(again[0]).toMatchObject({ level: 50, msg: textWith('cannot be created again and stays as it was') });
    expect(await accounts.indexes()).toHaveLength(2);
    expect((await client.post('/accounts', { email: 'new@b.c' })).status).toBe(503);
  });

  it('is served by a unique index that is not quite as declared', async () => {
    await database.collection('accounts').createIndexes([{ key: { email: -1 }, unique: true, name: 'email_1' }]);
    const lines = await start();
    expect(lines).toEqual([expect.objectContaining({ level: 50, msg: textWith('is not as declared') })]);
    expect((await client.post('/accounts', { email: 'new@b.c' })).status).toBe(201);
    expect((await client.post('/accounts', { email: 'new@b.c' })).status).toBe(422);
  });

  it('holds from the first write on when the database comes after the service', async () => {
    delayIndexes(300);
    const between = await TcpProxy.start(database.uri);
    proxy = between;
    await between.cut();
    await start(() => between.uriOf(database.uri));
    const statuses = new Set<number>();
    let created = 0;
    const post = async (): Promise<void> => {
      const { status } = await client.post('/accounts', { email: 'a@b.c' });
      statuses.add(status);
      if (status === 201) created++;
    };
    await post();
    expect([...statuses]).toEqual([503]);
    await between.restore();
    await eventually(
      async () => {
        await Promise.all([post(), post(), post()]);
        return statuses;
      },
      (seen) => seen.has(201) || seen.has(422),
    );
    expect(created).toBe(1);
    expect(await client.count('/accounts')).toBe(1);
  });

  it('gets its index again when the database was away and comes back without it', async () => {
    const between = await TcpProxy.start(database.uri);
    proxy = between;
    await start(() => between.uriOf(database.uri));
    await between.cut();
    const connection = service.app.get<mongoose.Connection>(getConnectionToken(), { strict: false });
    await eventually(
      () => Promise.resolve(connection.readyState),
      (state) => state === mongoose.ConnectionStates.disconnected,
    );
    await database.collection('accounts').dropIndexes();
    await between.restore();
    const { status } = await eventually(
      () => client.post('/accounts', { email: 'a@b.c' }),
      (answer) => answer.status !== 503,
    );
    expect(status).toBe(201);
    expect((await client.post('/accounts', { email: 'a@b.c' })).status).toBe(422);
  });
});
