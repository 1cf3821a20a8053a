import { splitMongoUri } from './split-mongo-uri.js';

describe('splitMongoUri', () => {
  it.each<[string, object, string | undefined]>([
    ['nothing', {}, undefined],
    ["Eve's defaults", { MONGO_HOST: 'localhost', MONGO_PORT: 27017, MONGO_DBNAME: null, MONGO_URI: null }, undefined],
    ['a name alone', { MONGO_DBNAME: 'apitest' }, 'mongodb://localhost:27017/apitest'],
    ['a host alone', { MONGO_HOST: 'db.example.com' }, 'mongodb://db.example.com:27017/'],
    ['a connection string, whatever else', { MONGO_URI: 'mongodb://a/b', MONGO_HOST: 'c' }, 'mongodb://a/b'],
    [
      'everything',
      {
        MONGO_HOST: 'db',
        MONGO_PORT: 27018,
        MONGO_DBNAME: 'shop',
        MONGO_USERNAME: 'us:er',
        MONGO_PASSWORD: 'p@ss',
        MONGO_AUTH_SOURCE: 'admin',
        MONGO_AUTH_MECHANISM: 'SCRAM-SHA-256',
        MONGO_REPLICA_SET: 'rs0',
      },
      'mongodb://us%3Aer:p%40ss@db:27018/shop?authSource=admin&authMechanism=SCRAM-SHA-256&replicaSet=rs0',
    ],
  ])('makes a connection string of %s', (_, settings, mongoUri) => {
    expect(splitMongoUri({ ...settings, OTHER: 1 })).toEqual({ mongoUri, others: { OTHER: 1 }, mistakes: [] });
  });

  it('reports every value that cannot be', () => {
    const { mistakes, mongoUri } = splitMongoUri({
      MONGO_URI: 5,
      MONGO_HOST: 1,
      MONGO_PORT: '27017',
      MONGO_DBNAME: '',
    });

    expect(mistakes).toEqual([
      'MONGO_URI: must be a string',
      'MONGO_HOST: must be a string',
      'MONGO_DBNAME: must be a string',
      'MONGO_PORT: must be an integer from 1 to 65535',
    ]);
    expect(mongoUri).toBeUndefined();
  });
});
