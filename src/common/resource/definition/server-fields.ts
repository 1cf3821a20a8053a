import type { FieldDefinition } from '../fields/field-definition.js';
import type { WireNames } from './resource-definition.js';
import type { ResourceRoutes } from '../routes/resource-routes.js';

/** The fields that every document has, under Eve's default names. */
export const SERVER_FIELDS: readonly FieldDefinition[] = [
  { name: '_id', type: 'objectid' },
  { name: '_created', type: 'datetime' },
  { name: '_updated', type: 'datetime' },
  { name: '_etag', type: 'string' },
];

/** The fields that every document of a resource has, as the service calls them: what tells it apart and what its URL ends in, too. */
export function serverFieldsOf(
  { dateCreatedName, lastUpdatedName, etagName }: WireNames,
  { id, item }: Pick<ResourceRoutes, 'id' | 'item'>,
): readonly FieldDefinition[] {
  const names = new Map([
    ['_created', dateCreatedName],
    ['_updated', lastUpdatedName],
    ['_etag', etagName],
  ]);
  const renamed = SERVER_FIELDS.map((field) => ({ ...field, name: names.get(field.name) ?? field.name }));
  const fields = [...renamed, id, { ...item.field, name: item.path }];
  return [...new Map(fields.map((field) => [field.name, field])).values()];
}
