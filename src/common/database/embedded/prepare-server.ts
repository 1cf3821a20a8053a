import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import mongoose, { type mongo } from 'mongoose';
import type { EngineProgram } from '../engines/engine.js';
import { prepareReplicaSet } from './prepare-replica-set.js';

const PATIENCE_MS = 60_000;
const POLL_MS = 50;

/** The facts a started server reports about itself. */
export interface ServerFacts {
  readonly replicaSet: string;
  readonly version: string;
}

/** The part of an engine's process that waiting for it needs. */
interface Run {
  readonly port: number;
  readonly isRunning: boolean;
}

/** Waits until a server that was just started accepts writes; undefined when it ends or 60 seconds pass before that. */
export async function prepareServer(run: Run, program: EngineProgram): Promise<ServerFacts | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await accepts(run.port))) {
    if (!run.isRunning || Date.now() > deadline) return undefined;
    await delay(POLL_MS);
  }
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${run.port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 10_000,
  });
  try {
    const admin = client.db('admin');
    if (program === 'mongod') await prepareReplicaSet(admin, `127.0.0.1:${run.port}`);
    const replicaSet = await waitForPrimary(admin, deadline);
    const { version } = await admin.command({ buildInfo: 1 });
    return replicaSet === undefined ? undefined : { replicaSet, version: String(version) };
  } catch (error) {
    if (run.isRunning) throw error;
    return undefined;
  } finally {
    await client.close();
  }
}

async function waitForPrimary(admin: mongo.Db, deadline: number): Promise<string | undefined> {
  while (Date.now() < deadline) {
    const hello = await admin.command({ hello: 1 });
    if (hello['isWritablePrimary'] === true) return String(hello['setName']);
    await delay(POLL_MS);
  }
  return undefined;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
