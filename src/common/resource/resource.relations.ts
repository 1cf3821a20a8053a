import { BadQuery } from '../errors/api-error.js';
import type { ResourceDefinition } from './definition/resource-definition.js';
import type { Relation } from './definition/relations.js';
import type { FieldDefinition, ValueDefinition } from './definition/field-definition.js';
import { compileEmbedded } from './query/compile-embedded.js';
import { didYouMean } from './query/nearest-name.js';

type Definitions = ReadonlyMap<string, ResourceDefinition>;

/** Throws, with the path of the mistake, when a relation of these resources leads nowhere. */
export function requireRelations(resources: readonly ResourceDefinition[]): void {
  const definitions = new Map(resources.map((definition) => [definition.name, definition]));
  for (const { name, fields, relations } of resources) {
    requireSimpleReferences(name, fields);
    for (const relation of relations) requireTarget(`${name}.${relation.path}.dataRelation`, relation, definitions);
  }
  for (const definition of resources) requireEmbeddable(definition, definitions);
}

function requireTarget(place: string, { resource, field }: Relation, definitions: Definitions): void {
  const target = definitions.get(resource);
  if (!target)
    throw new Error(`${place}: no resource is called "${resource}"${didYouMean(resource, [...definitions.keys()])}`);
  if (target.aggregation) throw new Error(`${place}: ${resource} is an aggregation, whose results are no documents.`);
  const names = [...target.serverFields, ...target.fields].map(({ name }) => name);
  if (!names.includes(field))
    throw new Error(`${place}: ${resource} has no field "${field}"${didYouMean(field, names)}`);
}

function requireEmbeddable(definition: ResourceDefinition, definitions: Definitions): void {
  const { name, embeddedFields } = definition;
  try {
    compileEmbedded(new Map(embeddedFields.map((path) => [path, true])), definition, {
      parameter: 'embeddedFields',
      findDefinition: (resource) => definitions.get(resource) ?? definition, // all are known by now
    });
  } catch (error) {
    throw error instanceof BadQuery ? new Error(`${name}.embeddedFields: ${error.message}`) : error;
  }
}

/** A reference is one value: MongoDB compares sub-documents member by member, in their order. */
function requireSimpleReferences(place: string, fields: readonly FieldDefinition[]): void {
  for (const field of fields) requireSimpleReference(`${place}.${field.name}`, field);
}

function requireSimpleReference(place: string, { type, dataRelation, items, fields }: ValueDefinition): void {
  if (type === 'dict' && dataRelation) throw new Error(`${place}.dataRelation: a sub-document cannot be a reference.`);
  if (items) requireSimpleReference(place, items);
  else if (type === 'dict' && fields) requireSimpleReferences(place, fields);
}
