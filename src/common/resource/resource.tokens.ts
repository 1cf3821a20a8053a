import { Inject } from '@nestjs/common';
import type { ResourceDefinition } from './definition/resource-definition.js';

/** The injection token of the hooks of all resources. */
export const HOOKS_OF_ALL = Symbol('ResourceHooks of all resources');

/** The injection token of a resource's service. */
export function resourceServiceToken({ name }: Pick<ResourceDefinition, 'name'>): string {
  return `ResourceService(${name})`;
}

/** Injects the service of a resource into a controller or hook of its feature. */
export function InjectResource(name: string): ParameterDecorator {
  return Inject(resourceServiceToken({ name }));
}
