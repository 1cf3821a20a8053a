import mongoose from 'mongoose';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** A database of the bench's own: on the server that `MONGO_URI` names, otherwise on an embedded one. */
export async function openBenchDatabase() {
  const server = await openServer();
  try {
    const uri = new URL(server.uri);
    uri.pathname = `/evenest_bench_${randomBytes(4).toString('hex')}`;
    const client = await new mongoose.mongo.MongoClient(uri.href).connect();
    const close = async () => {
      await client.db().dropDatabase();
      await client.close();
      await server.stop();
    };
    return { uri: uri.href, engine: server.engine, db: client.db(), close };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openServer() {
  const {
    MONGO_URI,
    EMBEDDED_MONGO = 'auto',
    MONGOD_BINARY,
    XDG_CACHE_HOME = join(homedir(), '.cache'),
    PATH,
  } = process.env;
  if (MONGO_URI) return { uri: MONGO_URI, engine: 'MONGO_URI', stop: async () => undefined };
  const { startEmbeddedMongo } = await import('../dist/common/database/embedded-mongo.js');
  const dataDir = await mkdtemp(join(tmpdir(), 'evenest-bench-'));
  const { uri, engine, version, stop } = await startEmbeddedMongo({
    dataDir,
    engine: EMBEDDED_MONGO,
    mongodBinary: MONGOD_BINARY,
    cacheDir: join(XDG_CACHE_HOME, 'evenest'),
    pathVariable: PATH,
    log: (line) => console.error(line),
  });
  const stopAndClean = async () => {
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { uri, engine: `${engine} (MongoDB ${version})`, stop: stopAndClean };
}
