import type { ResourceDefinition } from './definition/resource-definition.js';

/** The injection token of the hooks of all resources. */
export const HOOKS_OF_ALL = Symbol('ResourceHooks of all resources');

/** The injection token of a resource's service. */
export function resourceServiceToken({ name }: Pick<ResourceDefinition, 'name'>): string {
  return `ResourceService(${name})`;
}
