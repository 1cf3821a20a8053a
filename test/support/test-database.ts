import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';

/** The connection string of a database of the caller's own on the run's server. */
export function testDatabaseUri(): string {
  const server = process.env['TEST_MONGO_URI'];
  if (server === undefined) throw new Error('TEST_MONGO_URI is not set: does jest run with the global setup?');
  const uri = new URL(server);
  uri.pathname = `/test_${process.env['JEST_WORKER_ID'] ?? '0'}_${randomBytes(6).toString('hex')}`;
  return uri.href;
}

/** Removes a database that `testDatabaseUri` named. */
export async function dropDatabase(uri: string): Promise<void> {
  const client = new mongoose.mongo.MongoClient(uri);
  try {
    await client.db().dropDatabase();
  } finally {
    await client.close();
  }
}
