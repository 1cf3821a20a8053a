import type { ResourceDefinition } from '../definition/resource-definition.js';
import { OWN_NAMES } from '../definition/server-fields.js';
import type { StoredDocument } from '../document/stored-document.js';
import { representValue } from '../document/represent-value.js';

/** The members of a document that nobody has declared, as clients see them. */
export function representUndeclared(document: StoredDocument, definition: ResourceDefinition): object {
  const known = new Set(declaredNames(definition));
  const undeclared = Object.entries(document).filter(([name]) => !known.has(name));
  return Object.fromEntries(undeclared.map(([name, value]) => [name, representValue(value, definition.policy.dates)]));
}

/** The names of what is shown in a way of its own, or hidden. */
export function declaredNames({ fields, hateoas, names }: ResourceDefinition): readonly string[] {
  return [...OWN_NAMES, ...fields.map(({ name }) => name), ...(hateoas ? [names.linksName] : [])];
}
