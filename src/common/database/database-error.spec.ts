import mongoose from 'mongoose';
import { toDatabaseApiError } from './database-error.js';

const { mongo } = mongoose;

function serverError(fields: object): Error {
  return new mongo.MongoServerError({ ok: 0, errmsg: 'rejected', ...fields });
}

function named(name: string): Error {
  return Object.defineProperty(new mongo.MongoDriverError('rejected'), 'name', { value: name });
}

function driverError(fields: object): Error {
  return Object.assign(new mongo.MongoRuntimeError('failed'), fields);
}

function nodeError(code: string, syscall?: string): Error {
  return Object.assign(new Error('This socket has been ended by the other party'), {
    code,
    ...(syscall && { syscall }),
  });
}

function itself(): Error {
  const error = driverError({});
  return Object.assign(error, { cause: error });
}

/** As the driver makes one, of whatever has ended the bulk. */
function bulkError(reason: object): Error {
  const Bulk = mongo.MongoBulkWriteError as unknown as new (reason: object, result: object) => Error; // it is given any
  return new Bulk(reason, {});
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
    ['the network fails under a bulk', bulkError(new mongo.MongoNetworkError('connection 5 to 127.0.0.1 closed'))],
    ['a socket ends under a bulk', bulkError(nodeError('EPIPE'))],
    ['the server shuts down under a bulk', bulkError(serverError({ code: 91 }))],
    ['a document of a bulk meets it', bulkError({ message: 'x', code: 8, writeErrors: [{ code: 11600, index: 1 }] })],
    ['the other party has ended the socket', nodeError('EPIPE')],
    ['the connection is reset', nodeError('ECONNRESET', 'read')],
    ['an error of the driver is about it', driverError({ cause: nodeError('ECONNREFUSED') })],
    ['an error of the driver is about an error about it', driverError({ cause: driverError({ cause: nodeError('EPIPE') }) })], // prettier-ignore
    ['one of the errors of the driver is about it', driverError({ errors: [new Error('x'), nodeError('ETIMEDOUT')] })],
    ['the pool was cleared on a network error', named('PoolClearedOnNetworkError')],
    ['the transaction ended with its connection', new mongo.MongoTransactionError('cannot commit')],
    ['the session ended with its connection', new mongo.MongoExpiredSessionError()],
    ['the server started anew does not know the cursor', serverError({ code: 43 })],
    ['the server started anew does not know the transaction', serverError({ code: 251 })],
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

  it('answers 503 when something is in the way of a transaction', () => {
    expect(toDatabaseApiError(serverError({ code: 112, errorLabels: ['TransientTransactionError'] }))).toMatchObject({
      status: 503,
      message: 'The database could not finish it; try again shortly.',
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
    ['a rejected command', serverError({ code: 2, codeName: 'BadValue' })],
    ['a value that does not cast', new mongoose.Error.CastError('Number', 'x', 'rank')],
    ['something that is no error', 'MongoNetworkError'],
    ['a client that hung up', Object.assign(new Error('aborted'), { code: 'ECONNRESET' })],
    ['another service that a hook cannot reach', nodeError('ECONNREFUSED', 'connect')],
    ['what an error of a hook is about', new Error('fetch failed', { cause: new mongo.MongoNetworkError('x') })],
    [
      'a document of a bulk that is rejected',
      bulkError({ message: 'x', code: 2, writeErrors: [{ code: 2, index: 0 }] }),
    ],
    ['an error about itself', itself()],
  ])('leaves %s alone', (_, error) => {
    expect(toDatabaseApiError(error)).toBeUndefined();
  });
});
