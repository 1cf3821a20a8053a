import mongoose, { type Connection } from 'mongoose';
import { toDatabaseApiError } from '../../src/common/database/database-error.js';
import { dropDatabase, testDatabaseUri } from '../support/test-database.js';

describe('a duplicate key', () => {
  const uri = testDatabaseUri();
  let connection: Connection;

  beforeAll(async () => {
    connection = await mongoose.createConnection(uri).asPromise();
    const people = connection.collection<Person>('people');
    await people.createIndex({ 'name.first': 1, city: 1 }, { unique: true }, {});
    await people.insertMany([person(1, 'Ann', 'Oslo'), person(2, 'Ben', 'Bonn, city: 3')]);
  });

  afterAll(async () => {
    await connection.close();
    await dropDatabase(uri);
  });

  const inOslo = { 'name.first': "value 'Ann' is not unique", city: "value 'Oslo' is not unique" };
  const inBonn = { 'name.first': "value 'Ben' is not unique", city: "value 'Bonn, city: 3' is not unique" };

  it.each<[string, (people: mongoose.Collection<Person>) => Promise<unknown>, object]>([
    ['of an inserted document', (people) => people.insertOne(person(3, 'Ann', 'Oslo')), inOslo],
    ['of an _id', (people) => people.insertOne(person(1, 'New', 'York')), { _id: "value '1' is not unique" }],
    [
      'of a bulk insert',
      (people) => people.insertMany([person(4, 'D', 'E'), person(5, 'Ben', 'Bonn, city: 3')]),
      inBonn,
    ],
    [
      'of a bulk insert’s _id',
      (people) => people.insertMany([person(2, 'D', 'F')]),
      { _id: "value '2' is not unique" },
    ],
    ['of a changed document', (people) => people.updateOne({ _id: 2 }, { $set: person(2, 'Ann', 'Oslo') }), inOslo],
    ['of a replaced document', (people) => people.replaceOne({ _id: 2 }, person(2, 'Ann', 'Oslo')), inOslo],
    [
      'of a found and changed document',
      (people) => people.findOneAndUpdate({ _id: 1 }, { $set: person(1, 'Ben', 'Bonn, city: 3') }),
      inBonn,
    ],
  ])('%s answers 409 naming field and value', async (_, write, issues) => {
    const error: unknown = await write(connection.collection<Person>('people')).then(
      () => undefined,
      (reason: unknown) => reason,
    );

    expect(toDatabaseApiError(error)).toMatchObject({ status: 409, issues });
  });
});

interface Person {
  readonly _id: number;
  readonly name: { readonly first: string };
  readonly city: string;
}

function person(_id: number, first: string, city: string): Person {
  return { _id, name: { first }, city };
}
