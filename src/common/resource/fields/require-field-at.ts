import type { DefinitionPlace } from './definition-error.js';
import { didYouMean } from '../../../config/did-you-mean.js';
import type { FieldDefinition, ValueDefinition } from './field-definition.js';

/** The id of every document, unless its class says otherwise. */
export const OBJECT_ID: FieldDefinition = { name: '_id', type: 'objectid' };

/** The field at a path, dotted in sub-documents. Throws, with the nearest name, where a class has none. */
export function requireFieldAt(
  path: string,
  { place, fields }: { readonly place: DefinitionPlace; readonly fields: readonly FieldDefinition[] },
): ValueDefinition {
  const [first = '', ...rest] = path.split('.');
  const field = findField(first, fields) ?? (first === '_id' ? OBJECT_ID : undefined);
  if (!field) return place.reject(`there is no field "${path}"${hint(first, fields)}`);
  return rest.length === 0 ? field : requireFieldAt(rest.join('.'), { place, fields: field.fields ?? [] });
}

function findField(name: string, fields: readonly FieldDefinition[]): FieldDefinition | undefined {
  return fields.find((field) => field.name === name);
}

function hint(name: string, fields: readonly FieldDefinition[]): string {
  const names = fields.map((field) => field.name);
  return didYouMean(name, names, '.');
}
