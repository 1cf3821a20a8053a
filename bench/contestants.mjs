import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seedDocuments } from './routes.mjs';
import { ServerProcess } from './server-process.mjs';

const DOCUMENTS = 1000;
const BARE = fileURLToPath(new URL('./bare-server.mjs', import.meta.url));
const EVENEST = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** The highest page that is measured. */
const SETTINGS = { PAGINATION_LIMIT: '200' };

/**
 * What is compared: the hand-written server first, then Evenest as it comes, with the options' other builds of it and Evenest
 * without its log.
 */
export async function startContestants({ uri, db }, { compare, silent }) {
  const servers = [];
  const start = async (script, environment) => {
    servers.push(await ServerProcess.start(script, { MONGO_URI: uri, ...environment }));
    return servers.at(-1);
  };
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
  };
  try {
    const evenest = await start(EVENEST, SETTINGS);
    const { ids, reset } = await fill(db, evenest);
    const [own, byHand] = ['estimations', 'bare_estimations'].map((name) => db.collection(name));
    const toContestant = (name, server, collection) => ({ name, server, collection, reset: () => reset(collection) });
    const contestants = [
      toContestant('bare', await start(BARE), byHand),
      { ...toContestant('Evenest', evenest, own), isSubject: true },
    ];
    for (const script of compare) contestants.push(toContestant(script, await start(script, SETTINGS), own));
    if (silent) {
      const quiet = await start(EVENEST, { ...SETTINGS, LOG_LEVEL: 'silent' });
      contestants.push(toContestant('Evenest, LOG_LEVEL=silent', quiet, own));
    }
    return { contestants, ids, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Creates the documents through Evenest and gives the hand-written server's collection the same ones and the same indexes. */
async function fill(db, evenest) {
  const response = await fetch(`${evenest.url}/estimations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(seedDocuments(DOCUMENTS)),
  });
  if (response.status !== 201) throw new Error(`The documents were not created: ${await response.text()}`);
  const documents = await db.collection('estimations').find().sort({ _id: 1 }).toArray();
  const indexes = await db.collection('estimations').indexes();
  await db.collection('bare_estimations').insertMany(documents);
  for (const { key, name } of indexes)
    if (name !== '_id_') await db.collection('bare_estimations').createIndex(key, { name });
  await sleep(1100); // so that every later id is greater: an id begins with the second of its making
  const last = documents.at(-1)._id;
  return {
    ids: documents.map(({ _id }) => _id.toHexString()),
    reset: (collection) => collection.deleteMany({ _id: { $gt: last } }),
  };
}
