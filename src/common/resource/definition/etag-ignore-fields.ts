import { DefinitionPlace } from '../fields/definition-error.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import { requireFieldAt } from '../fields/require-field-at.js';
import type { ResourceOptions } from './resource-definition.js';
import type { NamedServerField } from './server-fields.js';

/** The fields, dotted in sub-documents, that no entity tag stands for, as the engine knows them. Throws on one that there is not. */
export function etagIgnoreFieldsOf(
  {
    name,
    etagIgnoreFields = [],
    allowUnknown = false,
  }: Pick<ResourceOptions, 'name' | 'etagIgnoreFields' | 'allowUnknown'>,
  fields: readonly FieldDefinition[],
  added: readonly NamedServerField[],
): readonly string[] {
  const place = DefinitionPlace.ofOption(name, 'etagIgnoreFields');
  const byName = new Map(added.map((field) => [field.name, field]));
  return etagIgnoreFields.map((path) => {
    const field = byName.get(path);
    if (field?.as === 'tag') place.reject(`"${path}" makes a changed document's tag differ; it always counts.`);
    if (!field && !allowUnknown) requireFieldAt(path, { place, fields: withElements(fields) });
    return field?.own ?? path;
  });
}

/** The members of a list's elements count as the list's. */
function withElements(fields: readonly FieldDefinition[]): readonly FieldDefinition[] {
  return fields.map((field) => {
    const members = field.fields ?? field.items?.fields;
    return members ? { ...field, fields: withElements(members) } : field;
  });
}
