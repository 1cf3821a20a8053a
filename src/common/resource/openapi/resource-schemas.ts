import type { ReferenceObject, SchemaObject } from '@nestjs/swagger';
import { schemaRef, type Schema } from '../../openapi/content.js';
import type { FieldDefinition, ValueDefinition } from '../definition/field-definition.js';
import { toApiProperty } from '../definition/to-api-property.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { schemaNames } from './schema-names.js';

type Properties = Record<string, SchemaObject | ReferenceObject>;

const ID: SchemaObject = { type: 'string', pattern: '^[a-f0-9]{24}$' };
const HTTP_DATE: SchemaObject = { type: 'string', format: 'http-date' };

/** What the engine adds to every document. */
const SERVER_PROPERTIES = {
  _id: { ...ID, description: 'The id: 24 hexadecimal digits.' },
  _updated: { ...HTTP_DATE, description: 'When it was last written, in RFC 1123.' },
  _created: { ...HTTP_DATE, description: 'When it was created, in RFC 1123.' },
  _etag: { type: 'string', description: 'The entity tag of this state, which `If-Match` takes.' },
  _links: schemaRef('ItemLinks'),
} as const satisfies Properties;

const STATUS: SchemaObject = { type: 'string', enum: ['OK'] };

/** The envelopes that all resources share. */
export const ENVELOPE_SCHEMAS = {
  Link: object({
    title: { type: 'string' },
    href: { type: 'string', description: 'Relative to the root of the API.' },
  }),
  Home: object({
    _links: object({ child: { type: 'array', description: 'One for each resource.', items: schemaRef('Link') } }),
  }),
  ItemLinks: object(
    { self: schemaRef('Link'), parent: schemaRef('Link'), collection: schemaRef('Link') },
    { required: ['self'], description: '`parent` and `collection` are there when a document is read on its own.' },
  ),
  PageLinks: object(
    {
      self: schemaRef('Link'),
      parent: schemaRef('Link'),
      next: schemaRef('Link'),
      last: schemaRef('Link'),
      prev: schemaRef('Link'),
    },
    {
      required: ['self', 'parent'],
      description: '`next` and `last` are missing on the last page, `prev` on the first.',
    },
  ),
  PageMeta: object(
    {
      page: { type: 'integer', minimum: 1 },
      max_results: { type: 'integer', minimum: 0, description: 'The most items a page holds.' },
      total: { type: 'integer', minimum: 0, description: 'How many documents match, on all pages.' },
    },
    { required: ['page', 'max_results'] },
  ),
} as const satisfies Record<string, SchemaObject>;

/** Every schema of one resource by its name, the classes of its sub-documents among them. */
export function resourceSchemas(definition: ResourceDefinition): Record<string, SchemaObject> {
  const names = schemaNames(definition);
  const { fields, description } = definition;
  const receipt = { ...SERVER_PROPERTIES, _status: STATUS };
  return {
    [names.document]: {
      ...document(fields, 'The id of a new document; the server chooses one where it is left out.'),
      description,
    },
    ...subDocumentSchemas(fields),
    [names.changes]: {
      ...document(fields.map(toChange), 'May be repeated, not changed.'),
      description: 'What is to change; sub-documents are merged, everything else is replaced.',
    },
    [names.item]: object(
      { ...propertiesOf(fields.map(toServed)), ...SERVER_PROPERTIES },
      { required: Object.keys(SERVER_PROPERTIES), description: 'As it is served; `projection` leaves fields out.' },
    ),
    [names.list]: object({
      _items: { type: 'array', items: schemaRef(names.item) },
      _links: schemaRef('PageLinks'),
      _meta: schemaRef('PageMeta'),
    }),
    [names.receipt]: object(receipt, { description: 'What the server gave the document that was written.' }),
    [names.receiptList]: object(
      { _status: STATUS, _items: { type: 'array', items: schemaRef(names.receipt) } },
      { description: 'What the server gave the new documents, in the order in which they were sent.' },
    ),
  };
}

function document(fields: readonly FieldDefinition[], idDescription: string): SchemaObject {
  const _id: Schema = { ...ID, description: idDescription };
  return { ...fieldsObject(fields), properties: { ...propertiesOf(fields), _id } };
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

function toServed(field: FieldDefinition): FieldDefinition {
  return withoutRules(field, new Set(['default', 'readOnly']));
}

function withoutRules(field: FieldDefinition, rules: ReadonlySet<string>): FieldDefinition {
  return Object.fromEntries(Object.entries(field).filter(([rule]) => !rules.has(rule))) as FieldDefinition; // its name and type are no rules
}

function object(properties: Properties, more: Partial<SchemaObject> = {}): SchemaObject {
  return { type: 'object', required: Object.keys(properties), properties, ...more };
}
