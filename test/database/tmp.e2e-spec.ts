import mongoose from 'mongoose';
import { setTimeout as delay } from 'node:timers/promises';
import { connectionOptions } from '../../src/common/database/connection-options.js';
import { startEmbeddedMongo } from '../../src/common/database/embedded-mongo.js';
import { engineOptions } from '../support/engine-options.js';
import { enginePid } from '../support/engine-pid.js';
import { tempDirectory } from '../support/temp-directory.js';
it('events', async () => {
  const dataDir = tempDirectory();
  const out: string[] = [];
  let t = Date.now();
  const m = await startEmbeddedMongo(engineOptions(dataDir, (l) => out.push(`${Date.now() - t} ${l}`)));
  const c = mongoose.createConnection(m.uri, connectionOptions(m.uri, 2000));
  for (const e of ['connected', 'disconnected', 'reconnected', 'open', 'close']) c.on(e, () => out.push(`${Date.now() - t} EVENT ${e}`));
  await c.asPromise();
  for (const e of ['serverHeartbeatSucceeded', 'serverHeartbeatStarted', 'serverHeartbeatFailed', 'topologyDescriptionChanged', 'connectionPoolCleared','connectionClosed','connectionCreated'] as const) c.getClient().on(e, (ev: any) => out.push(`${Date.now() - t} ${e} ${ev.newDescription?.type ?? ev.failure ?? ''} ${ev.reason??''}`));
  await Promise.all([c.db!.admin().command({hello:1}), c.db!.admin().command({buildInfo:1})]);
  t = Date.now();
  out.push('KILL');
  process.kill(enginePid(dataDir), 'SIGKILL');
  await delay(50);
  for(;;) try { await Promise.all([c.collection('a').findOne(), c.collection('a').insertOne({})]); break } catch (e) { out.push(`${Date.now()-t} ${e} ${c.readyState}`); await delay(50) }
  out.push(`${Date.now() - t} FOUND ${c.readyState}`);
  await delay(1500);
  console.log(out.join('\n'));
  await c.close();
  await m.stop();
}, 60000);
