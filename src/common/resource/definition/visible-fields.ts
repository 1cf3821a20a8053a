import { DefinitionPlace } from '../fields/definition-error.js';
import type { FieldDefinition } from '../fields/field-definition.js';

/** The part of a resource that clients see. */
export interface VisibleFields {
  /** The fields that can be had at all; no parameter can name any other. */
  readonly fields: readonly FieldDefinition[];
  /** Those of them that are left out unless a client's `projection` includes them. */
  readonly hiddenByDefault: readonly string[];
}

/** The resource's own option for it. */
interface Visibility {
  readonly name: string;
  readonly projection?: Readonly<Record<string, 0 | 1>> | false;
  readonly hidden?: readonly string[];
  readonly idField?: string;
}

/** A projection that includes (`{a: 1}`) hides all others for good; one that excludes (`{a: 0}`) hides by default. Throws on an unknown field. */
export function visibleFields(
  { name: resource, projection: predefined, hidden = [], idField = '_id' }: Visibility,
  fields: readonly FieldDefinition[],
): VisibleFields {
  const projection = predefined || {};
  requireKnown(DefinitionPlace.ofOption(resource, 'projection'), Object.keys(projection), fields);
  requireKnown(DefinitionPlace.ofOption(resource, 'hidden'), hidden, fields);
  const isIncluding = Object.values(projection).includes(1);
  const isAlways = (name: string): boolean => name === '_id' || name === idField; // of every answer a part
  const obtainable = fields.filter(
    ({ name }) => isAlways(name) || (!hidden.includes(name) && (!isIncluding || projection[name] === 1)),
  );
  const excluded = isIncluding ? [] : obtainable.filter(({ name }) => projection[name] === 0 && !isAlways(name));
  return { fields: obtainable, hiddenByDefault: excluded.map(({ name }) => name) };
}

function requireKnown(place: DefinitionPlace, names: readonly string[], fields: readonly FieldDefinition[]): void {
  const unknown = names.find((name) => !fields.some((field) => field.name === name));
  if (unknown !== undefined) place.reject(`no field is called "${unknown}".`);
}
