import type { DateDescription } from '../../../openapi/describe-dates.js';
import type { FieldDefinition } from '../../fields/field-definition.js';
import type { ResourceDefinition } from '../../definition/resource-definition.js';
import { servedFieldsOf } from '../../definition/server-fields.js';
import { TYPES } from '../../types/types.js';
import { toApiProperty } from './to-api-property.js';
import { withoutRules } from '../../fields/without-rules.js';
import { ID, type Properties } from './envelope-schemas.js';
import type { SchemaCatalogue } from './schema-catalogue.js';

/** Keywords that are of no use to a client that reads. */
export const NOT_SERVED = new Set(['default', 'readOnly']);

/** The properties that the engine adds to every document of a resource. */
export function serverPropertiesOf(definition: ResourceDefinition, catalogue: SchemaCatalogue): Properties {
  const { fields, id } = definition;
  const added = addedProperties(definition, catalogue.dates);
  const isDeclared = fields.some(({ name }) => name === id.name);
  return isDeclared ? { ...added, [id.name]: toApiProperty(id, catalogue.contextOf(definition)) } : added;
}

function addedProperties(definition: ResourceDefinition, { schema, form }: DateDescription): Properties {
  const properties = servedFieldsOf(definition).map(({ name, as, type, description }) => {
    if (as === 'time') return [name, { ...schema, description: `${description}, in ${form}.` }] as const;
    return [name, { ...(name === '_id' ? ID : TYPES[type].property), description }] as const;
  });
  return Object.fromEntries(properties);
}

/** Its part in a write response: the field that identifies the document, in the place of `_id`, unless the response has everything. */
export function writeResponsePropertiesOf(definition: ResourceDefinition, catalogue: SchemaCatalogue): Properties {
  const properties = serverPropertiesOf(definition, catalogue);
  const { _id, ...others } = properties;
  if (!definition.bandwidthSaver || !_id || definition.id.name === '_id') return properties;
  return others;
}

/** The fields that a write answers beside them, where the document has them. */
export function repeatedPropertiesOf(definition: ResourceDefinition, catalogue: SchemaCatalogue): Properties {
  const context = catalogue.contextOf(definition);
  const repeated = repeatedFields(definition).map(
    (field) => [field.name, toApiProperty(withoutRules(field, NOT_SERVED), context)] as const,
  );
  return Object.fromEntries(repeated);
}

function repeatedFields({
  bandwidthSaver,
  extraResponseFields,
  visible,
}: ResourceDefinition): readonly FieldDefinition[] {
  if (!bandwidthSaver) return visible.fields;
  return visible.fields.filter(({ name }) => extraResponseFields.includes(name));
}
