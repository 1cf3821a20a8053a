import type { SchemaObject } from '@nestjs/swagger';
import { schemaRef, type Schema } from '../../openapi/content.js';
import type { FieldDefinition, ValueDefinition } from '../definition/field-definition.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { toApiProperty } from '../definition/to-api-property.js';
import { parametersOf } from '../definition/url-rule.js';
import { ID, object, pageMetaSchema, type Properties } from './envelope-schemas.js';
import { receiptPropertiesOf, serverPropertiesOf } from './server-properties.js';
import { linksName, relationSchemas, servedProperties } from './relation-schemas.js';
import { schemaNames } from './schema-names.js';
import type { ServedResource } from './served-resource.js';
import { withoutRules } from '../definition/without-rules.js';

const STATUS: SchemaObject = { type: 'string', enum: ['OK'] };

/** Every schema of one resource by its name, the classes of its sub-documents among them. */
export function resourceSchemas(resource: ServedResource): Record<string, SchemaObject> {
  const { definition, queryTarget } = resource;
  const { settings } = queryTarget;
  const names = schemaNames(definition);
  const { fields, description } = definition;
  const links = definition.hateoas ? { _links: schemaRef(linksName(definition)) } : {};
  const serverProperties = { ...serverPropertiesOf(definition), ...links };
  const receipt = { ...receiptPropertiesOf(definition), ...links, _status: STATUS };
  return {
    [names.document]: {
      ...document(definition, { id: 'The id of a new document; the server chooses one where it is left out.' }),
      description,
    },
    ...subDocumentSchemas(fields),
    [names.changes]: {
      ...document({ ...definition, fields: fields.map(toChange) }, { id: 'May be repeated, not changed.' }),
      description: 'What is to change; sub-documents are merged, everything else is replaced.',
    },
    [names.item]: object(
      { ...servedProperties(resource), ...serverProperties },
      { required: Object.keys(serverProperties), description: 'As it is served; `projection` leaves fields out.' },
    ),
    ...relationSchemas(resource),
    [names.list]: object({
      _items: { type: 'array', items: schemaRef(names.item) },
      ...(definition.hateoas && { _links: schemaRef('PageLinks') }),
      ...(settings.pagination && { _meta: schemaRef('PageMeta') }),
    }),
    ...(settings.pagination && { PageMeta: pageMetaSchema(settings.parameters) }),
    [names.receipt]: object(receipt, { description: 'What the server gave the document that was written.' }),
    [names.receiptList]: object(
      { _status: STATUS, _items: { type: 'array', items: schemaRef(names.receipt) } },
      { description: 'What the server gave the new documents, in the order in which they were sent.' },
    ),
  };
}

/** What a client sends; it may leave out what the URL says, and the id unless its class declares one. */
function document(
  { fields, collection, id }: Pick<ResourceDefinition, 'fields' | 'collection' | 'id'>,
  descriptions: { readonly id: string },
): SchemaObject {
  const given = new Set(parametersOf(collection).map(({ path }) => path.split('.', 1)[0]));
  const sent = fields.map((field) => (given.has(field.name) ? withoutRules(field, new Set(['required'])) : field));
  if (id.name in propertiesOf(fields)) return fieldsObject(sent);
  const _id: Schema = { ...ID, description: descriptions.id };
  return { ...fieldsObject(sent), properties: { ...propertiesOf(sent), _id } };
}

/** An object of these fields; what is unknown is refused, but a field of a sub-document may be named with a dot. */
function fieldsObject(fields: readonly FieldDefinition[]): SchemaObject {
  const required = fields.filter((field) => field.required === true).map(({ name }) => name);
  const hasParts = fields.some(({ type, readOnly }) => type === 'dict' && readOnly !== true);
  return {
    type: 'object',
    ...(required.length > 0 && { required }),
    properties: propertiesOf(fields),
    ...(!hasParts && { additionalProperties: false }),
  };
}

function subDocumentSchemas(values: readonly ValueDefinition[]): Record<string, SchemaObject> {
  const inside = values.map(({ type, model, fields = [], items }): Record<string, SchemaObject> => {
    if (items) return subDocumentSchemas([items]);
    if (type !== 'dict' || !model) return {};
    return { [model.name]: fieldsObject(fields), ...subDocumentSchemas(fields) };
  });
  return Object.assign({}, ...inside) as Record<string, SchemaObject>;
}

function propertiesOf(fields: readonly FieldDefinition[]): Properties {
  return Object.fromEntries(fields.map((field) => [field.name, toApiProperty(field)]));
}

/** A PATCH requires nothing and fills in nothing: a client that sent the default would overwrite what is stored. */
function toChange(field: FieldDefinition): FieldDefinition {
  return withoutRules(field, new Set(['required', 'default']));
}
