import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { Settings } from '../../../config/settings.js';
import { DatabaseCapabilities } from '../../database/capabilities.js';
import { unsoundIndex } from '../../database/cures/unsound-index.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { CollectionIndexes } from '../indexes/collection-indexes.js';
import type { FindFlaw } from '../indexes/establish-indexes.js';
import { declaredIndexes } from '../indexes/declared-indexes.js';
import type { ResourceScope } from './resource.scope.js';

/** Establishes the indexes of all collections before the service listens, and whenever the database comes back. */
@Injectable()
export class ResourceIndexes implements OnApplicationBootstrap {
  private readonly logger = new Logger(ResourceIndexes.name);
  private readonly collections = new Map<string, CollectionIndexes>();

  constructor(
    private readonly settings: Settings,
    private readonly capabilities: DatabaseCapabilities,
    @InjectConnection() private readonly connection: mongoose.Connection,
  ) {}

  /** Adds what a resource declares to its collection. Throws when an index cannot be, or contradicts another one. */
  declare(
    definition: ResourceDefinition,
    { comparable, referable }: ResourceScope,
    collection: mongoose.mongo.Collection,
  ): CollectionIndexes {
    const { collectionName } = collection;
    const { logger } = this;
    const indexes =
      this.collections.get(collectionName) ??
      new CollectionIndexes({ collection, rebuild: this.settings.rebuildIndexes, logger }, () => this.flawFinder());
    this.collections.set(collectionName, indexes);
    const filters = { inCollection: comparable.matching(), inResource: referable.matching() };
    indexes.declare(declaredIndexes(definition, filters));
    return indexes;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.connection.on('disconnected', () => {
      for (const indexes of this.collections.values()) indexes.doubt();
    });
    this.connection.on('connected', () => void this.establishAll());
    if (this.connection.readyState === mongoose.ConnectionStates.connected) await this.establishAll();
  }

  private async flawFinder(): Promise<FindFlaw> {
    const traits = await this.capabilities.traits();
    return (index) => unsoundIndex(index, traits);
  }

  private async establishAll(): Promise<void> {
    for (const [name, indexes] of this.collections) {
      try {
        await indexes.establish();
      } catch (error) {
        this.logger.warn(`The indexes of the collection ${name} were not looked for: ${String(error)}`);
      }
    }
  }
}
