import type { ReferenceObject, SchemaObject } from '@nestjs/swagger';
import { schemaRef } from '../../../openapi/content.js';
import type { ValueDefinition } from '../../fields/field-definition.js';
import type { ResourceDefinition } from '../../definition/resource-definition.js';
import { toApiProperty } from './to-api-property.js';
import { ENVELOPE_SCHEMAS, object, type Properties } from './envelope-schemas.js';
import type { SchemaCatalogue } from './schema-catalogue.js';
import type { CataloguedResource } from '../served-resource.js';
import { NOT_SERVED, serverPropertiesOf } from './server-properties.js';
import { withoutRules } from '../../fields/without-rules.js';

const LINKS: SchemaObject = { type: 'array', items: schemaRef('Link') };

/** The additions of references to other resources: links to their documents, and how those look when they are embedded. */
export function relationSchemas({
  definition,
  findRelated,
  catalogue,
}: CataloguedResource): Record<string, SchemaObject> {
  const targets = definition.visible.relations.filter(({ embeddable }) => embeddable).map(({ resource }) => resource);
  const embedded = [...new Set(targets)].map((name) => {
    const target = findRelated(name);
    const added = serverPropertiesOf(target.definition, catalogue);
    const properties = { ...servedProperties({ ...target, findRelated, catalogue }), ...added };
    const required = Object.keys(added);
    const description = `One of the ${target.definition.title}, in the place of a reference to it.`;
    const isOpen = target.definition.allowUnknown && { additionalProperties: true };
    const { embedded: embeddedName } = catalogue.namesOf(target.definition);
    return [embeddedName, object(properties, { required, description, ...isOpen })] as const;
  });
  const linked = definition.visible.fields.filter(isReference);
  if (linked.length === 0) return Object.fromEntries(embedded);
  const related = linked.map(({ name, type }) => [name, type === 'list' ? LINKS : schemaRef('Link')] as const);
  const links = {
    ...ENVELOPE_SCHEMAS.ItemLinks.properties,
    related: object(Object.fromEntries(related), {
      required: [],
      description: 'The documents it refers to, by field.',
    }),
  };
  const { description } = ENVELOPE_SCHEMAS.ItemLinks;
  return {
    ...Object.fromEntries(embedded),
    [catalogue.namesOf(definition).links]: object(links, {
      required: ['self'],
      ...(description !== undefined && { description }),
    }),
  };
}

/** The schema of the links of a resource's documents. */
export function linksSchemaName(definition: ResourceDefinition, catalogue: SchemaCatalogue): string {
  return definition.visible.fields.some(isReference) ? catalogue.namesOf(definition).links : 'ItemLinks';
}

function isReference({ dataRelation, items }: ValueDefinition): boolean {
  return dataRelation !== undefined || (items !== undefined && isReference(items));
}

/** The fields as they are read: a reference at the top, or in a list there, may be a document. */
export function servedProperties({ definition, findRelated, catalogue }: CataloguedResource): Properties {
  const context = catalogue.contextOf(definition);
  const embeddedRef = (resource: string): ReferenceObject =>
    schemaRef(catalogue.namesOf(findRelated(resource).definition).embedded);
  const properties: Properties = {};
  for (const field of definition.visible.fields) {
    const property = toApiProperty(withoutRules(field, NOT_SERVED), context);
    const { name, dataRelation, items } = field;
    const inside = items?.dataRelation;
    if (dataRelation?.embeddable === true) {
      properties[name] = { anyOf: [property, embeddedRef(dataRelation.resource), { type: 'null' }] };
    } else if (items && inside?.embeddable === true) {
      properties[name] = {
        ...property,
        items: { anyOf: [toApiProperty(items, context), embeddedRef(inside.resource)] },
      };
    } else properties[name] = property;
  }
  return properties;
}
