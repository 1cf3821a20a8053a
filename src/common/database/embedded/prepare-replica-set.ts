import mongoose, { type mongo } from 'mongoose';
import { type ReplicaSetConfig, toReplicaSetCommand } from './to-replica-set-command.js';

const NOT_YET_INITIALIZED = 94;

/** Makes a `mongod` the only member of its replica set, under the address it has this time. */
export async function prepareReplicaSet(admin: mongo.Db, host: string): Promise<void> {
  const command = toReplicaSetCommand(await readConfig(admin), host);
  if (command !== undefined) await admin.command(command);
}

async function readConfig(admin: mongo.Db): Promise<ReplicaSetConfig | undefined> {
  try {
    const { config } = await admin.command({ replSetGetConfig: 1 });
    // The server's own answer, whose shape its manual fixes.
    return config as ReplicaSetConfig;
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError && error.code === NOT_YET_INITIALIZED) return undefined;
    throw error;
  }
}
