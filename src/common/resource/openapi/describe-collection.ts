import type { OperationObject, PathItemObject } from '@nestjs/swagger';
import { headerRefs, jsonContent, schemaRef } from '../../openapi/content.js';
import { describeErrors } from '../../openapi/describe-errors.js';
import type { ResourceMethod } from '../definition/resource-definition.js';
import { parseListQuery } from '../query/parse-list-query.js';
import { representPage } from '../representation/represent-page.js';
import { describeDocuments, describeReceipts } from './describe-body.js';
import { describeListParameters } from './describe-query.js';
import { creationRefusals, DATABASE_REFUSALS, deletionRefusals, listRefusals } from './example-refusals.js';
import { exampleStored } from './example-values.js';
import { describePlace } from './path-parameters.js';
import { schemaNames } from './schema-names.js';
import type { ServedResource } from './served-resource.js';

const OPERATIONS = {
  GET: describeList,
  POST: describeCreate,
  DELETE: describeDeleteAll,
} as const satisfies Record<ResourceMethod, unknown>;

/** What a resource's collection offers. */
export function describeCollection(resource: ServedResource): PathItemObject {
  const { resourceMethods } = resource.definition;
  return Object.fromEntries(resourceMethods.map((method) => [method.toLowerCase(), OPERATIONS[method](resource)]));
}

function describeList(resource: ServedResource): OperationObject {
  const { definition, queryTarget } = resource;
  const names = schemaNames(definition);
  const count = queryTarget.settings.optimizePaginationForSpeed ? [] : (['X-Total-Count'] as const);
  return {
    tags: [definition.name],
    operationId: `list${names.many}`,
    summary: `A page of ${definition.title}`,
    parameters: [...describePlace(definition), ...describeListParameters(resource)],
    responses: {
      200: {
        description: 'The documents of the page, with links to its neighbours.',
        headers: headerRefs(...count, 'Last-Modified', 'Cache-Control', 'Expires'),
        content: jsonContent(schemaRef(names.list), { page: examplePage(resource) }),
      },
      ...describeErrors({ ...listRefusals(resource), ...DATABASE_REFUSALS }),
    },
  };
}

/** The second page of three. */
function examplePage(resource: ServedResource): unknown {
  const { definition, queryTarget } = resource;
  const { parameters, optimizePaginationForSpeed } = queryTarget.settings;
  const query = parseListQuery(`${parameters.maxResults}=1&${parameters.page}=2`, queryTarget);
  const total = optimizePaginationForSpeed ? undefined : 3;
  const found = { documents: [exampleStored(definition)], total, query };
  return representPage(found, resource);
}

function describeCreate(resource: ServedResource): OperationObject {
  const { definition } = resource;
  return {
    tags: [definition.name],
    operationId: `create${schemaNames(definition).many}`,
    summary: `Create ${definition.title}: one document, or all of a list`,
    description: 'Of a list all documents are created or none.',
    parameters: describePlace(definition),
    requestBody: describeDocuments(resource),
    responses: {
      201: {
        description: 'Created. A list of one document is answered as one document.',
        headers: headerRefs('Location'),
        content: describeReceipts(resource),
      },
      ...describeErrors({ ...creationRefusals(resource), ...DATABASE_REFUSALS }),
    },
  };
}

function describeDeleteAll({ definition }: ServedResource): OperationObject {
  return {
    tags: [definition.name],
    operationId: `deleteAll${schemaNames(definition).many}`,
    summary: `Delete all ${definition.title}`,
    description: 'Takes no query: it deletes every document, whatever their state.',
    parameters: describePlace(definition),
    responses: {
      204: { description: 'Deleted; or there was none.' },
      ...describeErrors({ ...deletionRefusals(), ...DATABASE_REFUSALS }),
    },
  };
}
