import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { ResourceRegistry } from './resource.registry.js';

/** Creates the indexes of all resources whenever there is a database to create them in: what exists already costs nothing. */
@Injectable()
export class ResourceIndexes implements OnApplicationBootstrap {
  private readonly logger = new Logger(ResourceIndexes.name);

  constructor(
    private readonly registry: ResourceRegistry,
    @InjectConnection() private readonly connection: mongoose.Connection,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.connection.on('connected', () => void this.createAll());
    if (this.connection.readyState === mongoose.ConnectionStates.connected) await this.createAll();
  }

  private async createAll(): Promise<void> {
    for (const { definition, store } of this.registry.resources) {
      try {
        await store.createIndexes();
      } catch (error) {
        this.logger.warn(`The indexes of ${definition.name} were not created: ${String(error)}`);
      }
    }
  }
}
