import type { ResourceDefinition } from '../definition/resource-definition.js';
import { collectionLink, type Link } from './links.js';

/** The root of the API: a link to every resource. */
export function representHome(definitions: readonly ResourceDefinition[]): { _links: { child: readonly Link[] } } {
  return { _links: { child: definitions.map((definition) => collectionLink(definition)) } };
}
