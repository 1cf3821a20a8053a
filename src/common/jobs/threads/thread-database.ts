import type mongoose from 'mongoose';

let connected: Promise<mongoose.mongo.MongoClient> | undefined;

/** The database of the service, over the one connection of this thread: opened when it is first asked for, ended with the thread. */
export async function connect(uri: string): Promise<mongoose.mongo.Db> {
  connected ??= open(uri);
  try {
    return (await connected).db();
  } catch (error) {
    connected = undefined;
    throw error;
  }
}

/** The bytes of a file in GridFS. */
export async function* readFile(uri: string, id: string, bucketName = 'fs'): AsyncIterable<Uint8Array> {
  const db = await connect(uri);
  const { mongo } = await driver();
  const stream = new mongo.GridFSBucket(db, { bucketName }).openDownloadStream(new mongo.ObjectId(id));
  yield* stream as AsyncIterable<Uint8Array>; // Node's streams are typed as giving anything
}

async function open(uri: string): Promise<mongoose.mongo.MongoClient> {
  const { mongo } = await driver();
  return mongo.MongoClient.connect(uri, { maxPoolSize: 2, appName: 'evenest-job' });
}

/** Loaded only where a job reads. */
async function driver(): Promise<typeof mongoose> {
  return (await import('mongoose')).default;
}
