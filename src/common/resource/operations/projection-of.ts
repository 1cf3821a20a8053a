import { compileProjection, withoutHidden, type MongoProjection } from '../query/projection/compile-projection.js';
import type { ItemQuery } from '../query/list-query.js';
import type { ResourceContext } from './resource-context.js';

/** The part of a document to read: what the client asks to see, without what the resource leaves out; undefined for all of it. */
export function projectionOf(
  { definition, queryTarget }: Pick<ResourceContext<object>, 'definition' | 'queryTarget'>,
  { projection }: ItemQuery,
): MongoProjection | undefined {
  return compileProjection(withoutHidden(projection, definition.visible.hiddenByDefault), queryTarget.settings);
}
