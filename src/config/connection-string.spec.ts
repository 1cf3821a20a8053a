import { CONNECTION_STRING, redactConnectionString } from './connection-string.js';

describe('CONNECTION_STRING', () => {
  it.each([
    'mongodb://localhost/estimation',
    'mongodb://localhost:27017',
    'mongodb://me:p%40ss@a:1,b:2/db?replicaSet=rs0&authSource=admin',
    'mongodb+srv://me:pass@cluster0.example.net/?retryWrites=true',
    'mongodb://[::1]:27017/db',
    'mongodb://%2Ftmp%2Fmongodb-27017.sock',
  ])('matches %s', (text) => {
    expect(text).toMatch(CONNECTION_STRING);
  });

  it.each([
    '',
    'localhost',
    'http://localhost',
    'mongodb://',
    'mongodb://me:p@ss@h',
    'mongodb://h:port',
    'mongodb://a b',
  ])('does not match %j', (text) => {
    expect(text).not.toMatch(CONNECTION_STRING);
  });
});

describe('redactConnectionString', () => {
  it.each([
    ['mongodb://localhost/estimation', 'mongodb://localhost/estimation'],
    ['mongodb://a:1,b:27017/db', 'mongodb://a:1,b:27017/db'],
    ['mongodb://me:s3cret@host:27017/db', 'mongodb://***@host:27017/db'],
    ['mongodb://me:s3/c?r@et@host/db', 'mongodb://***@host/db'],
    ['mongodb:/me:s3cret@host', 'mongodb:/***@host'],
    ['me:s3cret@host', 'me:***'],
    ['mongodb://me:s3cret', 'mongodb://me:***'],
    ['mongodb://host/?authMechanismProperties=AWS_SESSION_TOKEN:s3cret', 'mongodb://host/?***'],
  ])('shows %s as %s', (text, shown) => {
    expect(redactConnectionString(text)).toBe(shown);
  });
});
