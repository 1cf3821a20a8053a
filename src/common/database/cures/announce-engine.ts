import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { DatabaseCapabilities } from '../capabilities.js';
import { ConnectionKeeper } from '../connection-keeper.js';

/** In charge of saying once, as soon as the database is there, that it is one for development, and what it leaves out. */
@Injectable()
export class AnnounceEngine implements OnApplicationBootstrap {
  private isSaid = false;

  constructor(
    private readonly capabilities: DatabaseCapabilities,
    private readonly keeper: ConnectionKeeper,
    @InjectConnection() private readonly connection: mongoose.Connection,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.connection.on('connected', () => void this.announce());
    if (this.connection.readyState === mongoose.ConnectionStates.connected) await this.announce();
  }

  private async announce(): Promise<void> {
    const server = await this.capabilities.server().catch(() => undefined); // it went away again: the next connection says it
    if (this.isSaid || server === undefined || (await this.capabilities.traits()).trustsIndexes) return;
    this.isSaid = true;
    this.keeper.log(
      `${server.name} is a database for development: ranges, counts and sorts read the whole collection; no text search, no index that ` +
        'expires by a filter, no unique index with a collation; sub-documents are not sorted as MongoDB does (docs/decisions/0005).',
    );
  }
}
