import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { DEVELOPMENT_ENGINE, SOUND_ENGINE, type EngineTraits } from './cures/engine-traits.js';
import { databaseUnreachable } from './database-unreachable.js';

/** The version and the abilities of the connected server, by its own account. */
export interface DatabaseServer {
  readonly name: 'MongoDB' | 'SecantusDB';
  /** The version of MongoDB whose protocol it speaks. */
  readonly version: string;
  /** The set's name; undefined for a standalone server or a sharded cluster. */
  readonly replicaSet: string | undefined;
  /** Whether multi-document transactions and change streams exist: on a replica set or a sharded cluster. */
  readonly transactions: boolean;
}

/** In charge of knowing what the database can do: asked of the server as soon as it is connected, and again after each reconnect. */
@Injectable()
export class DatabaseCapabilities {
  private known: Promise<DatabaseServer> | undefined;
  private latest: DatabaseServer | undefined;

  constructor(@InjectConnection() private readonly connection: mongoose.Connection) {
    const forget = (): void => {
      this.known = undefined;
      this.latest = undefined;
    };
    const askAnew = (): void => {
      forget();
      void this.server().catch(() => undefined); // asked again by who needs to know
    };
    connection.on('connected', askAnew);
    connection.on('disconnected', forget);
    if (connection.readyState === mongoose.ConnectionStates.connected) askAnew();
  }

  /** The server's own answer; throws what the driver throws, or `ServiceUnavailable`, while there is none. */
  async server(): Promise<DatabaseServer> {
    const asked = (this.known ??= this.ask());
    try {
      const server = await asked;
      if (this.known === asked) this.latest = server;
      return server;
    } catch (error) {
      if (this.known === asked) this.known = undefined;
      throw error;
    }
  }

  async transactions(): Promise<boolean> {
    return (await this.server()).transactions;
  }

  /** The parts of its answers that can be trusted. */
  async traits(): Promise<EngineTraits> {
    return traitsOf(await this.server());
  }

  /** Whether the server ends a read whose connection is dropped. False until the server was asked. */
  get endsAbandonedReads(): boolean {
    return this.latest !== undefined && traitsOf(this.latest).endsAbandonedReads;
  }

  private async ask(): Promise<DatabaseServer> {
    const admin = this.connection.db?.admin();
    if (admin === undefined) throw databaseUnreachable();
    const [hello, build] = await Promise.all([admin.command({ hello: 1 }), admin.command({ buildInfo: 1 })]);
    const replicaSet: unknown = hello['setName'];
    const isSet = typeof replicaSet === 'string';
    const hasSessions = typeof hello['logicalSessionTimeoutMinutes'] === 'number';
    return {
      name: 'secantusVersion' in build ? 'SecantusDB' : 'MongoDB',
      version: String(build['version']),
      replicaSet: isSet ? replicaSet : undefined,
      transactions: hasSessions && (isSet || hello['msg'] === 'isdbgrid'),
    };
  }
}

function traitsOf({ name }: DatabaseServer): EngineTraits {
  return name === 'SecantusDB' ? DEVELOPMENT_ENGINE : SOUND_ENGINE;
}
