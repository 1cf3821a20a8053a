import type { OperationObject, ParameterObject, PathItemObject, SchemaObject } from '@nestjs/swagger';
import { jsonContent, schemaRef } from '../../../openapi/content.js';
import { describeErrors, errorOf } from '../../../openapi/describe-errors.js';
import type { Aggregation } from '../../definition/aggregation.js';
import { parseAggregationQuery } from '../../query/aggregation/parse-aggregation-query.js';
import { representResults } from '../../representation/represent-results.js';
import { describePaging } from './describe-paging.js';
import { describeFlags, textParameter } from './describe-query.js';
import { cacheHeaderRefs } from './cache-header-refs.js';
import { object } from '../schemas/envelope-schemas.js';
import { DATABASE_REJECTIONS } from '../examples/example-rejections.js';
import { exampleDocument } from '../examples/example-values.js';
import { listSchemas } from '../schemas/list-schemas.js';
import { servedProperties } from '../schemas/relation-schemas.js';
import type { ServedResource } from '../served-resource.js';

/** The operations of a resource that is computed. */
export function describeAggregation(resource: ServedResource, aggregation: Aggregation): PathItemObject {
  return { get: describeResults(resource, aggregation) };
}

/** Its results and their page. The fields of the class tell what is in a result; there may be more. */
export function aggregationSchemas(resource: ServedResource): Record<string, SchemaObject> {
  const { definition, catalogue } = resource;
  return {
    [catalogue.namesOf(definition).item]: object(servedProperties(resource), {
      required: [],
      additionalProperties: true,
      description: definition.description,
    }),
    ...listSchemas(resource),
  };
}

function describeResults(resource: ServedResource, { parameters }: Aggregation): OperationObject {
  const { definition, queryTarget } = resource;
  const { settings } = queryTarget;
  const { many, list } = resource.catalogue.namesOf(definition);
  const query = parseAggregationQuery('', settings, parameters);
  const total = settings.optimizePaginationForSpeed ? undefined : 1;
  const example = representResults({ documents: [exampleDocument(definition)], total, query }, resource);
  const { aggregate } = settings.parameters;
  return {
    tags: [definition.name],
    operationId: `list${many}`,
    summary: `A page of ${definition.title}, computed`,
    parameters: [...describeValues(resource, parameters), ...describeFlags(settings), ...describePaging(settings)],
    responses: {
      200: {
        description: 'The results of the page, with links to its neighbours.',
        headers: cacheHeaderRefs(definition),
        content: jsonContent(schemaRef(list), { page: example }),
      },
      ...describeErrors(
        {
          malformedValues: errorOf(() => parseAggregationQuery(`${aggregate}={"a":`, settings, parameters)),
          ...DATABASE_REJECTIONS,
        },
        resource.settings,
      ),
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
