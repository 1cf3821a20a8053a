import type { OperationObject, ParameterObject, PathItemObject, SchemaObject } from '@nestjs/swagger';
import { headerRefs, jsonContent, schemaRef } from '../../openapi/content.js';
import { describeErrors, errorOf } from '../../openapi/describe-errors.js';
import type { Aggregation } from '../definition/aggregation.js';
import { parseAggregationQuery } from '../query/parse-aggregation-query.js';
import { representResults } from '../representation/represent-results.js';
import { describePaging, PRETTY } from './describe-paging.js';
import { textParameter } from './describe-query.js';
import { object, pageMetaSchema } from './envelope-schemas.js';
import { DATABASE_REFUSALS } from './example-refusals.js';
import { exampleDocument } from './example-values.js';
import { servedProperties } from './relation-schemas.js';
import { schemaNames } from './schema-names.js';
import type { ServedResource } from './served-resource.js';

/** What a resource that is computed offers. */
export function describeAggregation(resource: ServedResource, aggregation: Aggregation): PathItemObject {
  return { get: describeResults(resource, aggregation) };
}

/** Its results and their page. The fields of the class tell what is in a result; there may be more. */
export function aggregationSchemas(resource: ServedResource): Record<string, SchemaObject> {
  const { definition, queryTarget } = resource;
  const { settings } = queryTarget;
  const names = schemaNames(definition);
  return {
    [names.item]: object(servedProperties(resource), {
      required: [],
      additionalProperties: true,
      description: definition.description,
    }),
    [names.list]: object({
      _items: { type: 'array', items: schemaRef(names.item) },
      _links: schemaRef('PageLinks'),
      ...(settings.pagination && { _meta: schemaRef('PageMeta') }),
    }),
    ...(settings.pagination && { PageMeta: pageMetaSchema(settings.parameters) }),
  };
}

function describeResults(resource: ServedResource, { parameters }: Aggregation): OperationObject {
  const { definition, queryTarget } = resource;
  const { settings } = queryTarget;
  const { many, list } = schemaNames(definition);
  const query = parseAggregationQuery('', settings, parameters);
  const total = settings.optimizePaginationForSpeed ? undefined : 1;
  const example = representResults({ documents: [exampleDocument(definition)], total, query }, resource);
  const { aggregate } = settings.parameters;
  return {
    tags: [definition.name],
    operationId: `list${many}`,
    summary: `A page of ${definition.title}, computed`,
    parameters: [...describeValues(resource, parameters), PRETTY, ...describePaging(settings)],
    responses: {
      200: {
        description: 'The results of the page, with links to its neighbours.',
        headers: headerRefs('Cache-Control', 'Expires'),
        content: jsonContent(schemaRef(list), { page: example }),
      },
      ...describeErrors({
        malformedValues: errorOf(() => parseAggregationQuery(`${aggregate}={"a":`, settings, parameters)),
        ...DATABASE_REFUSALS,
      }),
    },
  };
}

function describeValues({ queryTarget }: ServedResource, parameters: readonly string[]): ParameterObject[] {
  const [first] = parameters;
  if (first === undefined) return [];
  const names = parameters.map((name) => `\`${name}\``).join(', ');
  const description =
    `Values for ${names}, as JSON. A parameter whose value is \`{}\` is left out, with what depends on it; ` +
    'one without a value is taken as it is written.';
  const examples = { none: '', one: JSON.stringify({ [first]: 1 }), leftOut: JSON.stringify({ [first]: {} }) };
  return [textParameter('aggregate', queryTarget.settings, { description, examples })];
}
