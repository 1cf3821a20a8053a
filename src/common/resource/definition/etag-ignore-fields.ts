import { DefinitionPlace } from '../fields/definition-error.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import { requireFieldAt } from '../fields/require-field-at.js';
import type { ResourceOptions } from './resource-definition.js';
import { namedServerFields, type ServerNames } from './server-fields.js';

/** The fields, dotted in sub-documents, that no entity tag stands for, as the engine knows them. Throws on one that there is not. */
export function etagIgnoreFieldsOf(
  {
    name,
    etagIgnoreFields = [],
    allowUnknown = false,
  }: Pick<ResourceOptions, 'name' | 'etagIgnoreFields' | 'allowUnknown'>,
  fields: readonly FieldDefinition[],
  names: ServerNames,
): readonly string[] {
  const place = DefinitionPlace.ofOption(name, 'etagIgnoreFields');
  const added = new Map(namedServerFields(names).map((field) => [field.name, field]));
  return etagIgnoreFields.map((path) => {
    const field = added.get(path);
    if (field?.as === 'tag') place.reject(`"${path}" makes a changed document's tag differ; it always counts.`);
    const own = field?.as === 'time' ? field.own : undefined;
    if (own === undefined && !allowUnknown) requireFieldAt(path, { place, fields: withElements(fields) });
    return own ?? path;
  });
}

/** The members of a list's elements count as the list's. */
function withElements(fields: readonly FieldDefinition[]): readonly FieldDefinition[] {
  return fields.map((field) => {
    const members = field.fields ?? field.items?.fields;
    return members ? { ...field, fields: withElements(members) } : field;
  });
}
