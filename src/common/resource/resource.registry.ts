import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import { DatabaseCapabilities } from '../database/capabilities.js';
import type { ResourceDefinition } from './definition/resource-definition.js';
import { ResourceStore } from './resource.store.js';

/** A resource that is served. */
export interface RegisteredResource {
  readonly definition: ResourceDefinition;
  readonly store: Pick<ResourceStore<object>, 'createIndexes'>;
}

/** Knows every resource of the service and its store, in the order in which the features are wired. */
@Injectable()
export class ResourceRegistry {
  private readonly registered: RegisteredResource[] = [];

  constructor(private readonly capabilities: DatabaseCapabilities) {}

  /** Throws when another resource has the URL. */
  add<T extends object>(definition: ResourceDefinition<T>, model: Model<T>): ResourceStore<T> {
    const { url, name } = definition;
    const taken = this.registered.find((other) => other.definition.url === url);
    if (taken) throw new Error(`Two resources want the URL /${url}: ${taken.definition.name} and ${name}.`);
    const store = new ResourceStore(model, this.capabilities);
    this.registered.push({ definition, store });
    return store;
  }

  get resources(): readonly RegisteredResource[] {
    return this.registered;
  }
}
