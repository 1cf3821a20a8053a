import { fileURLToPath } from 'node:url';
import { ServerProcess } from '../server-process.mjs';
import { GunicornProcess } from './gunicorn-process.mjs';
import { installPeer, pinnedVersion } from './install.mjs';

const EXPRESS = fileURLToPath(new URL('./express-server.mjs', import.meta.url));

/**
 * Each peer: its versions, how it is started from the folder of its packages, and how one speaks with it where that is not Eve's
 * way; `lacks` names the routes that it does not have.
 */
const PEERS = [
  {
    packages: ['Eve', 'gunicorn'],
    folder: 'eve',
    collection: 'eve_estimations',
    start: (folder, environment) => GunicornProcess.start(folder, environment),
  },
  {
    packages: ['express-restify-mongoose', 'express', 'mongoose'],
    folder: 'express',
    collection: 'erm_estimations',
    start: (folder, environment) =>
      ServerProcess.start(EXPRESS, { ...environment, PEER_FOLDER: folder, NODE_ENV: 'production' }),
    lacks: ['PATCH'], // it has no If-Match
    pathOfPage: (size) => `/estimations?limit=${size}`,
    readPage: (body, headers) => ({ items: body, total: Number(headers.get('x-total-count')) }),
  },
];

/** Starts what can be had of them, and says of the others why not. */
export async function startPeers({ uri, add, copyTo }) {
  for (const { packages, folder, collection, start, ...others } of PEERS) {
    const [name, ...beside] = packages.map((one) => `${one} ${pinnedVersion(folder, one)}`);
    try {
      const installed = await installPeer(folder);
      await add(name, await copyTo(collection), {
        ...others,
        isPeer: true,
        beside,
        start: () => start(installed, { MONGO_URI: uri }),
      });
    } catch (error) {
      console.error(`${name} is left out: ${error.message}${error.cause ? ` (${error.cause.message})` : ''}`);
    }
  }
}
