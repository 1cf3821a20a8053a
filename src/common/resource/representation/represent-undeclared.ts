import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { StoredDocument } from '../document/stored-document.js';
import { representValue } from '../document/represent-value.js';

/** The members of a document that nobody has declared, as clients see them. */
export function representUndeclared(document: StoredDocument, definition: ResourceDefinition): object {
  const known = new Set(declaredNames(definition));
  const undeclared = Object.entries(document).filter(([name]) => !known.has(name));
  return Object.fromEntries(undeclared.map(([name, value]) => [name, representValue(value, definition.policy.dates)]));
}

/** The names of what is shown in a way of its own, or hidden. */
export function declaredNames({ added, fields, hateoas, names }: ResourceDefinition): readonly string[] {
  return [...added.map(({ own }) => own), ...fields.map(({ name }) => name), ...(hateoas ? [names.linksName] : [])];
}
