import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Model } from 'mongoose';
import { SettingsError } from '../../config/settings-error.js';
import { DatabaseAccess } from '../database/database-access.js';
import type { ResourceDefinition } from './definition/resource-definition.js';
import { reservedBelow } from './routes/reserved-below.js';
import { ResourceIndexes } from './store/resource.indexes.js';
import { requireRelations } from './relations/resource.relations.js';
import type { RelatedResource } from './relations/related-resource.js';
import { ResourceScope } from './store/resource.scope.js';
import { ResourceStore } from './store/resource.store.js';

/** Knows every resource of the service and its store, in the order in which the features are wired. */
@Injectable()
export class ResourceRegistry implements OnModuleInit {
  private readonly registered: RelatedResource[] = [];
  private isSound = false;

  constructor(
    private readonly database: DatabaseAccess,
    private readonly indexes: ResourceIndexes,
  ) {}

  /** Throws SettingsError when another resource has the name or the URL. */
  add<T extends object>(definition: ResourceDefinition<T>, model: Model<T>): RelatedResource<ResourceStore<T>> {
    for (const other of this.registered) requireDistinct(other.definition, definition);
    const scope = new ResourceScope(definition);
    const store = new ResourceStore<T>(this.database.collectionOf(model), {
      added: definition.added,
      names: definition.names,
      fields: definition.fields,
      issueStyle: definition,
      writeConcern: definition.mongoWriteConcern,
      indexes: this.indexes.declare(definition, scope, model.collection), // Mongoose's wrapper of the driver's class
    });
    const resource = { definition, store, scope };
    this.registered.push(resource);
    return resource;
  }

  onModuleInit(): void {
    this.requireSound();
  }

  /** The resource of this name. Throws when there is none, or when relations of any resource lead nowhere. */
  get(name: string): RelatedResource {
    this.requireSound();
    const found = this.registered.find(({ definition }) => definition.name === name);
    if (!found) throw new Error(`No resource is called "${name}".`);
    return found;
  }

  /** Values that no URL of a resource's documents can end in: known when all resources are. */
  reservedBelow({ collection }: ResourceDefinition): () => ReadonlySet<string> {
    let reserved: ReadonlySet<string> | undefined;
    return () =>
      (reserved ??= reservedBelow(
        collection,
        this.served.map((other) => other.collection),
      ));
  }

  private requireSound(): void {
    if (this.isSound) return;
    requireRelations(this.registered.map(({ definition }) => definition));
    this.isSound = true;
  }

  get resources(): readonly RelatedResource[] {
    return this.registered;
  }

  /** Those that have a URL. */
  get served(): readonly ResourceDefinition[] {
    return this.registered.map(({ definition }) => definition).filter(({ internalResource }) => !internalResource);
  }
}

function requireDistinct(one: ResourceDefinition, other: ResourceDefinition): void {
  if (one.name === other.name) throw new SettingsError([`Two resources are called ${one.name}.`]);
  if (one.internalResource || other.internalResource) return;
  const urls = urlShapes(one);
  const shared = urlShapes(other).find((url) => urls.includes(url));
  if (shared === undefined) return;
  throw new SettingsError([`Two resources want the URL /${shared}: ${one.name} and ${other.name}.`]);
}

/** The URLs of a collection and its items as the router tells them apart: it sees that there is a value, not which. */
function urlShapes({ collection, itemLookup }: ResourceDefinition): readonly string[] {
  const shape = collection.map((part) => (typeof part === 'string' ? part : '<>')).join('/');
  return itemLookup ? [shape, `${shape}/<>`] : [shape];
}
