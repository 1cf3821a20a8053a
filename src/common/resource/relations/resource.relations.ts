import { DefinitionPlace } from '../fields/definition-error.js';
import { BadQuery } from '../../errors/api-error.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { DataRelation, FieldDefinition } from '../fields/field-definition.js';
import { typesOf } from '../types/field-types.js';
import { pathOf, valuesWithin } from '../fields/values-within.js';
import { compileEmbedded } from './compile-embedded.js';
import { didYouMean } from '../../../config/did-you-mean.js';

type Definitions = ReadonlyMap<string, ResourceDefinition>;

/** Throws, with the path of the mistake, when a relation of these resources leads nowhere. */
export function requireRelations(resources: readonly ResourceDefinition[]): void {
  const definitions = new Map(resources.map((definition) => [definition.name, definition]));
  for (const { name, fields } of resources) {
    requireSimpleReferences(name, fields);
    for (const { definition, steps } of valuesWithin(fields)) {
      const { dataRelation } = definition;
      if (dataRelation)
        requireTarget(DefinitionPlace.ofField(name, pathOf(steps), 'dataRelation'), dataRelation, definitions);
    }
  }
  for (const definition of resources) requireEmbeddable(definition, definitions);
}

function requireTarget(
  place: DefinitionPlace,
  { resource, field = '_id' }: DataRelation,
  definitions: Definitions,
): void {
  const target = definitions.get(resource);
  if (!target) place.reject(`no resource is called "${resource}"${didYouMean(resource, [...definitions.keys()])}`);
  if (target.aggregation) place.reject(`${resource} is an aggregation, whose results are no documents.`);
  const names = [...target.serverFields, ...target.fields].map(({ name }) => name);
  if (!names.includes(field)) place.reject(`${resource} has no field "${field}"${didYouMean(field, names)}`);
}

function requireEmbeddable(definition: ResourceDefinition, definitions: Definitions): void {
  const { name, embeddedFields } = definition;
  try {
    compileEmbedded(new Map(embeddedFields.map((path) => [path, true])), definition, {
      parameter: 'embeddedFields',
      findDefinition: (resource) => definitions.get(resource) ?? definition, // all are known by now
    });
  } catch (error) {
    if (!(error instanceof BadQuery)) throw error;
    DefinitionPlace.ofOption(name, 'embeddedFields').reject(error.message);
  }
}

/** A reference is one value: MongoDB compares sub-documents member by member, in their order. */
function requireSimpleReferences(resource: string, fields: readonly FieldDefinition[]): void {
  for (const { definition, steps } of valuesWithin(fields)) {
    const types = typesOf(definition);
    if (definition.dataRelation && types.length > 0 && types.every((type) => type === 'dict'))
      DefinitionPlace.ofField(resource, pathOf(steps), 'dataRelation').reject('a sub-document cannot be a reference.');
  }
}
