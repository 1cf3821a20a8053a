import { DefinitionError, type DefinitionPlace } from '../fields/definition-error.js';
import type { Settings } from '../../../config/settings.js';
import { defineResource } from '../definition/define-resource.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { toSchema } from '../definition/to-schema.js';
import { toQuerySettings } from '../query/to-query-settings.js';
import { predefinedFilter, predefinedSort } from '../store/resource.datasource.js';
import { requireRelations } from '../relations/resource.relations.js';

type Model = new () => object;

/** Where an option of a class stands in a domain document. */
const DOCUMENT_PATHS: Readonly<Record<string, string>> = {
  url: 'url',
  idField: 'id_field',
  itemUrl: 'item_url',
  itemLookupField: 'item_lookup_field',
  additionalLookup: 'additional_lookup',
  filter: 'datasource.filter',
  defaultSort: 'datasource.default_sort',
  projection: 'datasource.projection',
  hidden: 'datasource.projection',
  embeddedFields: 'embedded_fields',
  etagIgnoreFields: 'etag_ignore_fields',
  mongoWriteConcern: 'mongo_write_concern',
  allowedFilters: 'allowed_filters',
  mongoQueryWhitelist: 'mongo_query_whitelist',
};

/** The engine's own objections to the classes made from a domain document, in the document's words. */
export function findRejectedModels(models: readonly Model[], settings: Settings): readonly string[] {
  const definitions: ResourceDefinition[] = [];
  const mistakes = models.flatMap((model) => [
    ...rejectionOf(() => toSchema(model)),
    ...rejectionOf(() => {
      const definition = defineResource(model, settings);
      definitions.push(definition);
      predefinedFilter(definition);
    }),
  ]);
  for (const definition of definitions) {
    const { fields } = definition.visible;
    mistakes.push(
      ...rejectionOf(() => predefinedSort(definition, { fields, settings: toQuerySettings(definition, settings) })),
    );
  }
  if (mistakes.length === 0 && !settings.builtinResources)
    mistakes.push(
      ...rejectionOf(() => {
        requireRelations(definitions);
      }),
    );
  return mistakes;
}

/** A definition is rejected with a `DefinitionError`; any other error is a bug. */
function rejectionOf(define: () => unknown): readonly string[] {
  try {
    define();
    return [];
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return [`${toDocumentPath(error.place)}: ${error.reason}`];
  }
}

/** `people.defaultSort` → `people.datasource.default_sort`. */
function toDocumentPath({ resource, path: [first = '', ...rest], isField }: DefinitionPlace): string {
  const option = isField ? `schema.${first}` : (DOCUMENT_PATHS[first] ?? first);
  return [resource, option, ...rest].join('.');
}
