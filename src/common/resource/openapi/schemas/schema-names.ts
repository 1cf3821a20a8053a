import type { ResourceDefinition } from '../../definition/resource-definition.js';
import { firstFree, toIdentifier } from './identifiers.js';

/** The names of a resource's schemas and operations: an API client's types and methods get their names from here. */
export interface ResourceNames {
  /** One document, as its class is called. */
  readonly one: string;
  /** All of them. */
  readonly many: string;
  /** The schema of the documents that clients write. */
  readonly document: string;
  /** The schema of the body of a PATCH. */
  readonly changes: string;
  /** A document as it is served. */
  readonly item: string;
  /** It in the place of a reference. */
  readonly embedded: string;
  /** Its links, where they lead to other documents. */
  readonly links: string;
  readonly list: string;
  /** The schema of a write response. */
  readonly writeResponse: string;
  readonly writeResponseList: string;
}

type Named = Pick<ResourceDefinition, 'model' | 'name' | 'visible'>;

/** Names that are reserved, of each kind. */
export interface ReservedNames {
  readonly schemas: ReadonlySet<string>;
  /** The subject of operations: the `Home` of `getHome`. */
  readonly subjects: ReadonlySet<string>;
}

/** The names of these resources by the resource: no two have one in common, and none has one that is reserved. */
export function nameResources(
  resources: readonly Named[],
  reserved: ReservedNames,
): ReadonlyMap<string, ResourceNames> {
  const schemas = new Set(reserved.schemas);
  const subjects = new Set(reserved.subjects);
  const named = resources.map((resource) => {
    const isFree = (name: string): boolean => !subjects.has(name) && !subjects.has(`All${name}`);
    const one = firstFree(
      [toIdentifier(resource.model.name), toIdentifier(`${resource.name} ${resource.model.name}`)],
      (name) => isFree(name) && schemasOf(resource, name).every((schema) => !schemas.has(schema)),
    );
    const plural = toIdentifier(resource.name);
    const many = firstFree([plural, `${one}Collection`], (name) => name !== one && isFree(name));
    for (const schema of schemasOf(resource, one)) schemas.add(schema);
    for (const subject of [one, many, `All${many}`]) subjects.add(subject); // of `deleteEstimation`, `deleteAllEstimations`
    return [resource.name, { one, many, ...familyOf(one) }] as const;
  });
  return new Map(named);
}

function familyOf(one: string): Omit<ResourceNames, 'one' | 'many'> {
  return {
    document: one,
    changes: `${one}Changes`,
    item: `${one}Item`,
    embedded: `Embedded${one}`,
    links: `${one}Links`,
    list: `${one}List`,
    writeResponse: `${one}WriteResponse`,
    writeResponseList: `${one}WriteResponseList`,
  };
}

/** Those of its schemas that it has in any case, or can have. */
function schemasOf({ visible }: Named, one: string): readonly string[] {
  const { links, ...others } = familyOf(one);
  return [...Object.values(others), ...(visible.relations.length > 0 ? [links] : [])];
}
