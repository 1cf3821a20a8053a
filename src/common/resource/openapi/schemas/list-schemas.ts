import type { SchemaObject } from '@nestjs/swagger';
import { schemaRef } from '../../../openapi/content.js';
import { object, pageMetaSchema } from './envelope-schemas.js';
import type { ServedResource } from '../served-resource.js';

/** A page of a resource, whose items have a schema of their own. */
export function listSchemas({ definition, catalogue, queryTarget }: ServedResource): Record<string, SchemaObject> {
  const { item, list } = catalogue.namesOf(definition);
  const { itemsName, linksName, metaName } = definition.names;
  const { pagination, parameters } = queryTarget.settings;
  return {
    [list]: object({
      [itemsName]: { type: 'array', items: schemaRef(item) },
      ...(definition.hateoas && { [linksName]: schemaRef('PageLinks') }),
      ...(pagination && { [metaName]: schemaRef('PageMeta') }),
    }),
    ...(pagination && { PageMeta: pageMetaSchema(parameters) }),
  };
}
