import { getConnectionToken } from '@nestjs/mongoose';
import type mongoose from 'mongoose';
import type { TestApp } from './test-app.js';

/** A command that the service sent to its database. */
export interface SentCommand {
  /** `find`, `distinct`, `getMore`, … */
  readonly name: string;
  readonly collection: string;
  /** What it asks the server to wait for. */
  readonly writeConcern?: unknown;
}

/** For `connectVia`: the same database through a driver that reports what it sends. */
export function monitored(mongoUri: string): string {
  const uri = new URL(mongoUri);
  uri.searchParams.set('monitorCommands', 'true');
  return uri.href;
}

/** What the service asks of its database while `work` runs, as the driver itself reports it. */
export async function commandsDuring({ app }: TestApp, work: () => Promise<unknown>): Promise<readonly SentCommand[]> {
  const client = app.get<mongoose.Connection>(getConnectionToken(), { strict: false }).getClient();
  const sent: SentCommand[] = [];
  const record = ({ commandName, command }: mongoose.mongo.CommandStartedEvent): void => {
    const members = command as Readonly<Record<string, unknown>>; // the driver says `Document`, whose members are any
    const { collection = members[commandName], writeConcern } = members;
    sent.push({
      name: commandName,
      collection: String(collection),
      ...(writeConcern !== undefined && { writeConcern }),
    });
  };
  client.on('commandStarted', record);
  try {
    await work();
  } finally {
    client.off('commandStarted', record);
  }
  return sent;
}
