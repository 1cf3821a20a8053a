import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startPeers } from './peers/start-peers.mjs';
import { seedDocuments } from './routes.mjs';
import { ServerProcess } from './server-process.mjs';

const DOCUMENTS = 1000;
const BARE = fileURLToPath(new URL('./bare-server.mjs', import.meta.url));
const EVENEST = fileURLToPath(new URL('../dist/main.js', import.meta.url));
/** The highest page that is measured. */
const SETTINGS = { PAGINATION_LIMIT: '200' };

/**
 * What is compared: the hand-written server first, then Evenest as it comes, with what the options say beside: other builds of it,
 * Evenest without its log, and servers of others.
 */
export async function startContestants({ uri, db }, { compare, silent, peers }) {
  const contestants = [];
  const add = async (name, collection, { start, ...others }) => {
    const server = await start();
    contestants.push({ name, server, collection, ...others, reset: () => reset(collection) });
  };
  const startNode = (script, environment) => ({
    start: () => ServerProcess.start(script, { MONGO_URI: uri, ...environment }),
  });
  const { documents, copyTo, reset } = await fill(db, startNode(EVENEST));
  const own = db.collection('estimations');
  const stop = async () => {
    await Promise.all(contestants.map(({ server }) => server.stop()));
  };
  try {
    await add('bare', await copyTo('bare_estimations'), startNode(BARE));
    await add('Evenest', own, { ...startNode(EVENEST, SETTINGS), isSubject: true });
    for (const script of compare) await add(script, own, { ...startNode(script, SETTINGS), isOtherBuild: true });
    if (silent) await add('Evenest, LOG_LEVEL=silent', own, startNode(EVENEST, { ...SETTINGS, LOG_LEVEL: 'silent' }));
    if (peers) await startPeers({ uri, add, copyTo });
    return { contestants, ids: documents.map(({ _id }) => _id.toHexString()), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * Creates the documents through an Evenest that is measured no further: what a server has done before changes how V8 compiles it.
 * Other collections get the same documents and the same indexes.
 */
async function fill(db, { start }) {
  const server = await start();
  try {
    const response = await fetch(`${server.url}/estimations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(seedDocuments(DOCUMENTS)),
    });
    if (response.status !== 201) throw new Error(`The documents were not created: ${await response.text()}`);
  } finally {
    await server.stop();
  }
  const documents = await db.collection('estimations').find().sort({ _id: 1 }).toArray();
  const indexes = await db.collection('estimations').indexes();
  const copyTo = async (name) => {
    const collection = db.collection(name);
    await collection.insertMany(documents);
    for (const { key, name: index } of indexes)
      if (index !== '_id_') await collection.createIndex(key, { name: index });
    return collection;
  };
  await sleep(1100); // so that every later id is greater: an id begins with the second of its making
  const last = documents.at(-1)._id;
  return { documents, copyTo, reset: (collection) => collection.deleteMany({ _id: { $gt: last } }) };
}
