import { DefinitionPlace } from '../fields/definition-error.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import { requireFieldAt } from '../fields/require-field-at.js';
import type { ResourceOptions, WireNames } from './resource-definition.js';

/** The fields, dotted in sub-documents, that no entity tag stands for, as the engine knows them. Throws on one that there is not. */
export function etagIgnoreFieldsOf(
  {
    name,
    etagIgnoreFields = [],
    allowUnknown = false,
  }: Pick<ResourceOptions, 'name' | 'etagIgnoreFields' | 'allowUnknown'>,
  fields: readonly FieldDefinition[],
  { dateCreatedName, lastUpdatedName, etagName }: WireNames,
): readonly string[] {
  const place = DefinitionPlace.ofOption(name, 'etagIgnoreFields');
  const ownNames = new Map([
    [dateCreatedName, '_created'],
    [lastUpdatedName, '_updated'],
  ]);
  return etagIgnoreFields.map((path) => {
    if (path === etagName) place.reject(`"${path}" makes a changed document's tag differ; it always counts.`);
    const own = ownNames.get(path);
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
