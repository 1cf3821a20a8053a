import mongoose from 'mongoose';
import { toDatabaseApiError } from './database-error.js';

const { mongo } = mongoose;

function serverError(fields: object): Error {
  return new mongo.MongoServerError({ ok: 0, errmsg: 'refused', ...fields });
}

function named(name: string): Error {
  return Object.defineProperty(new mongo.MongoDriverError('refused'), 'name', { value: name });
}

describe('toDatabaseApiError', () => {
  it.each([
    ['no server can be selected', new mongoose.Error.MongooseServerSelectionError('none')],
    ['the network fails', new mongo.MongoNetworkError('connection closed')],
    ['an answer is late', new mongo.MongoNetworkTimeoutError('late')],
    ['there is no connection', new mongo.MongoNotConnectedError('no')],
    ['the client is closed', new mongo.MongoTopologyClosedError()],
    ['no connection of the pool becomes free', named('MongoWaitQueueTimeoutError')],
    ['the pool was cleared', named('MongoPoolClearedError')],
    [
      'Mongoose was never connected',
      new mongoose.Error('Cannot call `x.find()` before initial connection is complete'),
    ],
    ['Mongoose would have buffered', new mongoose.Error('Operation `x.find()` buffering timed out after 10000ms')],
    ['the server is not primary any more', serverError({ code: 10107 })],
    ['the server is shutting down', serverError({ code: 91 })],
  ])('answers 503 with Retry-After when %s', (_, error) => {
    expect(toDatabaseApiError(error)).toMatchObject({
      status: 503,
      message: 'The database is not reachable; try again shortly.',
      headers: { 'retry-after': '2' },
    });
  });

  it('answers 503 when a write was not confirmed as it was asked to be', () => {
    const writeConcernError = { code: 64, errmsg: 'waiting for replication timed out' };
    expect(toDatabaseApiError(new mongo.MongoWriteConcernError({ ok: 1, writeConcernError }))).toMatchObject({
      status: 503,
      message: 'The write was not confirmed as MONGO_WRITE_CONCERN asks; it may have been done.',
    });
  });

  it('answers 503 when the database stopped an operation that took too long', () => {
    expect(toDatabaseApiError(serverError({ code: 50 }))).toMatchObject({
      status: 503,
      message: 'The database took too long; try again shortly.',
    });
  });

  it.each([
    [{ email: 'a@b.c' }, { email: "value 'a@b.c' is not unique" }],
    [{ _id: 7 }, { _id: "value '7' is not unique" }],
    [
      { _id: new mongoose.Types.ObjectId('5f43a1b2c3d4e5f601234567') },
      { _id: "value '5f43a1b2c3d4e5f601234567' is not unique" },
    ],
    [
      { name: 'x', 'at.day': new Date(0) },
      { name: "value 'x' is not unique", 'at.day': "value 'Thu, 01 Jan 1970 00:00:00 GMT' is not unique" },
    ],
  ])('answers 409 naming the field and the value of the duplicate key %j', (keyValue, issues) => {
    const error = serverError({ code: 11000, keyValue, keyPattern: keyValue });

    expect(toDatabaseApiError(error)).toMatchObject({ status: 409, issues });
  });

  it('answers 409 without issues when the server does not say which key', () => {
    const conflict = toDatabaseApiError(serverError({ code: 11000 }));

    expect(conflict).toMatchObject({ status: 409 });
    expect(conflict?.issues).toBeUndefined();
  });

  it.each([
    ['a bug', new TypeError('x is not a function')],
    ['a refused command', serverError({ code: 2, codeName: 'BadValue' })],
    ['a value that does not cast', new mongoose.Error.CastError('Number', 'x', 'rank')],
    ['something that is no error', 'MongoNetworkError'],
  ])('leaves %s alone', (_, error) => {
    expect(toDatabaseApiError(error)).toBeUndefined();
  });
});
