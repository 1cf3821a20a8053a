import type { SchemaObject } from '@nestjs/swagger';
import { schemaRef, type Schema } from '../../../openapi/content.js';
import type { FieldDefinition } from '../../fields/field-definition.js';
import type { ResourceDefinition } from '../../definition/resource-definition.js';
import { toApiObject, type PropertyContext } from './to-api-property.js';
import { parametersOf } from '../../routes/url-rule.js';
import { withoutRules } from '../../fields/without-rules.js';
import { ID, object, type Properties } from './envelope-schemas.js';
import { listSchemas } from './list-schemas.js';
import { linksSchemaName, relationSchemas, servedProperties } from './relation-schemas.js';
import type { SchemaCatalogue } from './schema-catalogue.js';
import type { ServedResource } from '../served-resource.js';
import { writeResponsePropertiesOf, repeatedPropertiesOf, serverPropertiesOf } from './server-properties.js';

/** Every schema of one resource by its name, the classes of its sub-documents among them. */
export function resourceSchemas(resource: ServedResource): Record<string, SchemaObject> {
  const { definition, catalogue } = resource;
  const names = catalogue.namesOf(definition);
  return {
    [names.document]: documentSchema(resource),
    ...catalogue.subDocuments,
    [names.changes]: changesSchema(resource),
    [names.item]: itemSchema(resource),
    ...relationSchemas(resource),
    ...listSchemas(resource),
    ...writeResponseSchemas(resource),
  };
}

function itemSchema(resource: ServedResource): SchemaObject {
  const { definition, catalogue } = resource;
  const added = { ...serverPropertiesOf(definition, catalogue), ...linksOf(definition, catalogue) };
  return object(
    { ...servedProperties(resource), ...added },
    {
      required: Object.keys(added),
      description: definition.projection ? 'As it is served; `projection` leaves fields out.' : 'As it is served.',
      ...(definition.allowUnknown && { additionalProperties: true }),
    },
  );
}

function writeResponseSchemas({ definition, catalogue }: ServedResource): Record<string, SchemaObject> {
  const names = catalogue.namesOf(definition);
  const { statusName, statusOk, itemsName } = definition.names;
  const status: SchemaObject = { type: 'string', enum: [statusOk] };
  const links = linksOf(definition, catalogue);
  const given = { ...writeResponsePropertiesOf(definition, catalogue), ...links, [statusName]: status };
  const isOpen = definition.allowUnknown && !definition.bandwidthSaver;
  return {
    [names.writeResponse]: object(
      { ...repeatedPropertiesOf(definition, catalogue), ...given },
      {
        required: Object.keys(given),
        description: definition.bandwidthSaver
          ? 'What the server gave the document that was written.'
          : 'The document as it was written.',
        ...(isOpen && { additionalProperties: true }),
      },
    ),
    [names.writeResponseList]: object(
      { [statusName]: status, [itemsName]: { type: 'array', items: schemaRef(names.writeResponse) } },
      { description: 'What the server gave the new documents, in the order in which they were sent.' },
    ),
  };
}

function linksOf(definition: ResourceDefinition, catalogue: SchemaCatalogue): Properties {
  if (!definition.hateoas) return {};
  return { [definition.names.linksName]: schemaRef(linksSchemaName(definition, catalogue)) };
}

/** The body that a client sends for a new document. */
function documentSchema({ definition, catalogue }: ServedResource): SchemaObject {
  const id = 'The id of a new document; the server chooses one where it is left out.';
  const schema = sentSchema(definition, catalogue.contextOf(definition), { id });
  return { ...schema, description: definition.description };
}

/** The body that a client sends for a change. */
function changesSchema({ definition, catalogue }: ServedResource): SchemaObject {
  const changes = { ...definition, fields: definition.fields.map(toChange) };
  const context = catalogue.contextOf(definition);
  const schema = sentSchema(changes, { ...context, requireAll: false }, { id: 'May be repeated, not changed.' });
  return {
    ...schema,
    description: definition.mergeNestedDocuments
      ? 'What is to change; sub-documents are merged, everything else is replaced.'
      : 'What is to change.',
  };
}

/** A client may leave out what the URL says, and the id unless its class declares one. */
function sentSchema(
  { fields, collection, id }: Pick<ResourceDefinition, 'fields' | 'collection' | 'id'>,
  context: PropertyContext,
  descriptions: { readonly id: string },
): SchemaObject {
  const given = new Set(parametersOf(collection).map(({ path }) => path.split('.', 1)[0]));
  const sent = fields.map((field) => (given.has(field.name) ? { ...field, required: false } : field));
  const schema = toApiObject(sent, context);
  if (fields.some(({ name }) => name === id.name)) return schema;
  const _id: Schema = { ...ID, description: descriptions.id };
  return { ...schema, properties: { ...schema.properties, _id } };
}

/** A PATCH requires nothing and fills in nothing: a client that sent the default would overwrite what is stored. */
function toChange(field: FieldDefinition): FieldDefinition {
  return withoutRules(field, new Set(['required', 'default']));
}
