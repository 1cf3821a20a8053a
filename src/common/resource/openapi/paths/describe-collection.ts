import type { OperationObject, PathItemObject } from '@nestjs/swagger';
import { headerRef, headerRefs, jsonContent, schemaRef } from '../../../openapi/content.js';
import { describeErrors } from '../../../openapi/describe-errors.js';
import type { ResourceMethod } from '../../routes/resource-routes.js';
import { parseListQuery } from '../../query/parse-list-query.js';
import { representPage } from '../../representation/represent-page.js';
import { cacheHeaderRefs } from './cache-header-refs.js';
import { describeDocuments, describeWriteResponses } from './describe-body.js';
import { describeListParameters } from './describe-query.js';
import {
  creationRejections,
  DATABASE_REJECTIONS,
  deletionRejections,
  listRejections,
} from '../examples/example-rejections.js';
import { exampleStored } from '../examples/example-values.js';
import { describePlace } from './path-parameters.js';
import type { ServedResource } from '../served-resource.js';

const OPERATIONS = {
  GET: describeList,
  POST: describeCreate,
  DELETE: describeDeleteAll,
} as const satisfies Record<ResourceMethod, unknown>;

/** The operations of a resource's collection. */
export function describeCollection(resource: ServedResource): PathItemObject {
  const { resourceMethods } = resource.definition;
  return Object.fromEntries(resourceMethods.map((method) => [method.toLowerCase(), OPERATIONS[method](resource)]));
}

function describeList(resource: ServedResource): OperationObject {
  const { definition, queryTarget, catalogue } = resource;
  const { optimizePaginationForSpeed, pagination } = queryTarget.settings;
  const names = catalogue.namesOf(definition);
  const count = optimizePaginationForSpeed ? {} : { [definition.headerTotalCount]: headerRef('X-Total-Count') };
  return {
    tags: [definition.name],
    operationId: `list${names.many}`,
    summary: `${pagination ? 'A page of' : 'List'} ${definition.title}`,
    parameters: [...describePlace(definition), ...describeListParameters(resource)],
    responses: {
      200: {
        description: describePage(resource),
        headers: { ...count, ...headerRefs('Last-Modified'), ...cacheHeaderRefs(definition) },
        content: jsonContent(schemaRef(names.list), { page: examplePage(resource) }),
      },
      ...describeErrors({ ...listRejections(resource), ...DATABASE_REJECTIONS }, resource.settings),
    },
  };
}

function describePage({ definition, queryTarget }: ServedResource): string {
  if (!queryTarget.settings.pagination) return 'The documents.';
  return `The documents of the page${definition.hateoas ? ', with links to its neighbours' : ''}.`;
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
  const { definition, settings, catalogue } = resource;
  const { bulkEnabled } = definition;
  return {
    tags: [definition.name],
    operationId: `create${catalogue.namesOf(definition).many}`,
    summary: `Create ${definition.title}: one document${bulkEnabled ? ', or all of a list' : ' at a time'}`,
    ...(bulkEnabled && { description: 'Of a list all documents are created or none.' }),
    parameters: describePlace(definition),
    requestBody: describeDocuments(resource),
    responses: {
      201: {
        description: 'Created. A list of one document is answered as one document.',
        headers: headerRefs('Location'),
        content: describeWriteResponses(resource),
      },
      ...describeErrors({ ...creationRejections(resource), ...DATABASE_REJECTIONS }, settings),
    },
  };
}

function describeDeleteAll({ definition, settings, catalogue }: ServedResource): OperationObject {
  return {
    tags: [definition.name],
    operationId: `deleteAll${catalogue.namesOf(definition).many}`,
    summary: `Delete all ${definition.title}`,
    description: 'Takes neither a query nor If-Match: it deletes every document, whatever their state.',
    parameters: describePlace(definition),
    responses: {
      204: { description: 'Deleted; or there was none.' },
      ...describeErrors({ ...deletionRejections(), ...DATABASE_REJECTIONS }, settings),
    },
  };
}
