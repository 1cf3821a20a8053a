import type { ResourceDefinition } from '../definition/resource-definition.js';
import { toApiProperty } from '../definition/to-api-property.js';
import { SERVER_PROPERTIES, type Properties } from './envelope-schemas.js';

type Identified = Pick<ResourceDefinition, 'fields' | 'id'>;

/** What the engine adds to every document of a resource. */
export function serverPropertiesOf({ fields, id }: Identified): Properties {
  const isDeclared = fields.some(({ name }) => name === id.name);
  return isDeclared ? { ...SERVER_PROPERTIES, [id.name]: toApiProperty(id) } : SERVER_PROPERTIES;
}

/** What of it a write answers: what tells the document apart in the place of `_id`. */
export function receiptPropertiesOf(definition: Identified): Properties {
  const { _id, ...others } = serverPropertiesOf(definition);
  return { ...(_id && definition.id.name === '_id' && { _id }), ...others };
}
