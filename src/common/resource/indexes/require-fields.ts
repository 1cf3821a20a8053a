import type { DefinitionPlace } from '../fields/definition-error.js';
import type { FieldDefinition, ValueDefinition } from '../fields/field-definition.js';
import { isOfKind, typesOf } from '../types/field-types.js';
import { didYouMean } from '../../../config/did-you-mean.js';
import type { DeclaredIndex } from './declared-index.js';

const SCALARS = ['scalar', 'number', 'date'] as const;

/** Throws, with the path of the mistake, when an index names what is not among these fields. */
export function requireFields({ place, keys, options }: DeclaredIndex, fields: readonly FieldDefinition[]): void {
  const { partialFilterExpression = {}, weights = {} } = options;
  for (const [path] of keys) requireField(place.at('keys').at(path), path.replace(/\.?\$\*\*$/, ''), fields);
  for (const path of Object.keys(weights)) requireField(place.at('weights').at(path), path, fields);
  for (const path of Object.keys(partialFilterExpression))
    if (!path.startsWith('$')) requireField(place.at('partialFilterExpression').at(path), path, fields);
}

function requireField(place: DefinitionPlace, path: string, fields: readonly FieldDefinition[]): void {
  if (path === '') return; // `$**`: whatever there is
  const [name = '', ...rest] = path.split('.');
  const field = fields.find((one) => one.name === name);
  if (!field) {
    const names = fields.map((one) => one.name);
    place.reject(`the class has no field "${name}"${didYouMean(name, names)}`);
  }
  const below = rest.filter((segment) => !/^\d+$/.test(segment)).join('.');
  const members = membersOf(field);
  if (members) requireField(place, below, members);
  else if (below !== '' && isScalar(field)) place.reject(`"${name}" has no fields in it.`);
}

/** The fields of a sub-document or of those in a list; undefined where any will do. */
function membersOf({ allowUnknown, fields, items }: ValueDefinition): readonly FieldDefinition[] | undefined {
  if (allowUnknown === true) return undefined;
  return fields ?? (items && membersOf(items));
}

function isScalar(field: ValueDefinition): boolean {
  const types = typesOf(field.items ?? field);
  return types.length > 0 && types.every((type) => SCALARS.some((kind) => isOfKind(type, kind)));
}
