import type { OnModuleDestroy } from '@nestjs/common';
import type { Connection, ConnectOptions } from 'mongoose';
import { setTimeout as delay } from 'node:timers/promises';
import { connectionOptions } from './connection-options.js';

const RETRY_MS = 1_000;

/** The inputs of the connection to MongoDB. */
export interface DatabaseOptions {
  readonly uri: string;
  /** After about this long an operation on a MongoDB that does not answer fails. */
  readonly timeoutMs: number;
  readonly log: (line: string) => void;
}

/**
 * Brings a Mongoose connection up, however late MongoDB appears: the driver repairs a connection that was up once, but
 * gives up on one that never was.
 */
export class ConnectionKeeper implements OnModuleDestroy {
  readonly uri: string;
  readonly options: ConnectOptions;
  /** Reports the user of the service. */
  readonly log: (line: string) => void;
  private connection: Connection | undefined;
  private closing = false;

  /** Throws `MongoParseError` for a connection string that never can work. */
  constructor({ uri, timeoutMs, log }: DatabaseOptions) {
    this.uri = uri;
    this.options = connectionOptions(uri, timeoutMs);
    this.log = log;
  }

  /** Waits for the first attempt; when it fails the connection is given back all the same and more attempts follow. */
  async adopt(connection: Connection): Promise<Connection> {
    this.connection = connection;
    this.report(connection);
    const failure = await failureOf(connection.asPromise());
    if (this.closing) await connection.close();
    else if (failure !== undefined) void this.retry(connection, failure);
    return connection;
  }

  /** Closes the connection of a service that did not come to life: nobody else would. */
  async abandon(): Promise<void> {
    this.closing = true;
    await this.connection?.close();
  }

  onModuleDestroy(): void {
    this.closing = true;
  }

  private async retry(connection: Connection, failure: string): Promise<void> {
    this.log(`The database is not reachable yet, trying on: ${failure}`);
    await delay(RETRY_MS, undefined, { ref: false });
    while (!this.closing && (await failureOf(this.open(connection))) !== undefined) {
      await delay(RETRY_MS, undefined, { ref: false });
    }
  }

  private open(connection: Connection): Promise<unknown> {
    // The driver takes options away from the object it is given.
    return connection.openUri(this.uri, { ...this.options });
  }

  private report(connection: Connection): void {
    let wasConnected = false;
    connection.on('connected', () => {
      wasConnected = true;
      this.log('The database is connected');
    });
    connection.on('disconnected', () => {
      if (this.closing || !wasConnected) return;
      wasConnected = false;
      this.log('The database connection is lost; requests get 503 until it is back');
    });
    // Without a listener Node ends the process; every operation reports its own failure.
    connection.on('error', () => undefined);
  }
}

async function failureOf(attempt: Promise<unknown>): Promise<string | undefined> {
  try {
    await attempt;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
