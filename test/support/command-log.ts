import { getConnectionToken } from '@nestjs/mongoose';
import type mongoose from 'mongoose';
import type { TestApp } from './test-app.js';

/** A command that the service sent to its database. */
export interface SentCommand {
  /** `find`, `distinct`, `getMore`, … */
  readonly name: string;
  readonly collection: string;
}

/** For `connectVia`: the same database through a driver that reports what it sends. */
export function monitored(mongoUri: string): string {
  const uri = new URL(mongoUri);
  uri.searchParams.set('monitorCommands', 'true');
  return uri.href;
}

/** What the service asks of its database while `work` runs, as the driver itself reports it. */
export async function commandsDuring(service: TestApp, work: () => Promise<unknown>): Promise<readonly SentCommand[]> {
  const started = await startedDuring(service, work);
  return started.map(([name, { collection, [name]: target }]) => ({ name, collection: String(collection ?? target) }));
}

/** What the service asks its database to wait for while `work` runs: of each command that says so. */
export async function writeConcernsDuring(service: TestApp, work: () => Promise<unknown>): Promise<readonly unknown[]> {
  const started = await startedDuring(service, work);
  return started.flatMap(([, { writeConcern }]) => (writeConcern === undefined ? [] : [writeConcern]));
}

type Started = readonly [name: string, members: Readonly<Record<string, unknown>>];

async function startedDuring({ app }: TestApp, work: () => Promise<unknown>): Promise<readonly Started[]> {
  const client = app.get<mongoose.Connection>(getConnectionToken(), { strict: false }).getClient();
  const started: Started[] = [];
  const record = ({ commandName, command }: mongoose.mongo.CommandStartedEvent): void => {
    started.push([commandName, command]);
  };
  client.on('commandStarted', record);
  try {
    await work();
  } finally {
    client.off('commandStarted', record);
  }
  return started;
}
