import { Injectable } from '@nestjs/common';
import type { ResourceDefinition } from './definition/resource-definition.js';
import type { ResourceStore } from './resource.store.js';

/** A resource that is served. */
export interface RegisteredResource {
  readonly definition: ResourceDefinition;
  readonly store: Pick<ResourceStore<object>, 'createIndexes'>;
}

/** Knows every resource of the service, in the order in which the features are wired. */
@Injectable()
export class ResourceRegistry {
  private readonly registered: RegisteredResource[] = [];

  add(definition: ResourceDefinition, store: RegisteredResource['store']): void {
    const taken = this.registered.find(({ definition: { url } }) => url === definition.url);
    if (taken) throw new Error(`Two resources want the URL /${definition.url}: ${taken.definition.name} and ${definition.name}.`);
    this.registered.push({ definition, store });
  }

  get resources(): readonly RegisteredResource[] {
    return this.registered;
  }
}
