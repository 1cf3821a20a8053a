import type { OperationObject, ParameterObject, PathItemObject } from '@nestjs/swagger';
import { headerRefs, jsonContent, schemaRef } from '../../openapi/content.js';
import { describeErrors } from '../../openapi/describe-errors.js';
import type { ItemMethod } from '../definition/resource-definition.js';
import { parseItemQuery } from '../query/parse-list-query.js';
import { representItem } from '../representation/represent-item.js';
import { describeChanges, describeDocument, describeReceipt } from './describe-body.js';
import { describeItemParameters } from './describe-query.js';
import {
  changeRefusals,
  ITEM_REFUSALS,
  itemQueryRefusals,
  PRECONDITION_REFUSALS,
  replacementRefusals,
} from './example-refusals.js';
import { exampleStored } from './example-values.js';
import { describeItemPlace, describeReadPlace } from './path-parameters.js';
import { schemaNames } from './schema-names.js';
import type { ServedResource } from './served-resource.js';

const OPERATIONS = {
  GET: describeGet,
  PUT: describeReplace,
  PATCH: describeUpdate,
  DELETE: describeDelete,
} as const satisfies Record<ItemMethod, unknown>;

/** What a resource's items offer. */
export function describeItem(resource: ServedResource): PathItemObject {
  const { itemLookup, itemMethods, readings } = resource.definition;
  const methods: readonly ItemMethod[] = readings.length > 0 ? ['GET', ...itemMethods] : itemMethods;
  const offered = itemLookup ? [...new Set(methods)] : [];
  const operations = offered.map((method) => [method.toLowerCase(), OPERATIONS[method](resource)] as const);
  return Object.fromEntries(operations);
}

function describeGet(resource: ServedResource): OperationObject {
  const { definition, queryTarget } = resource;
  const { one, item } = schemaNames(definition);
  const headers = headerRefs('ETag', 'Last-Modified', 'Cache-Control', 'Expires');
  const found = { document: exampleStored(definition), embedded: [] };
  const example = representItem(found, resource, parseItemQuery('', queryTarget));
  return {
    tags: [definition.name],
    operationId: `get${one}`,
    summary: `One of the ${definition.title}`,
    parameters: [...describeReadPlace(definition), ...describeItemParameters(resource), ...CONDITIONAL_HEADERS],
    responses: {
      200: { description: 'The document.', headers, content: jsonContent(schemaRef(item), { item: example }) },
      304: { description: 'The client already has this state of the document.', headers },
      ...describeErrors({ ...itemQueryRefusals(resource), ...ITEM_REFUSALS }),
    },
  };
}

const CONDITIONAL_HEADERS: readonly ParameterObject[] = [
  {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'Entity tags, separated by commas, that the client has: 304 when one of them is current.',
    schema: { type: 'string' },
  },
  {
    name: 'If-Modified-Since',
    in: 'header',
    required: false,
    description: '304 when the document has not been written since. Ignored beside `If-None-Match`.',
    schema: { type: 'string', format: 'http-date' },
  },
];

function describeReplace(resource: ServedResource): OperationObject {
  const { definition } = resource;
  const { upsertOnPut } = definition;
  const content = describeReceipt(resource);
  const created = { description: 'Created under this id.', headers: headerRefs('Location'), content };
  return {
    tags: [definition.name],
    operationId: `replace${schemaNames(definition).one}`,
    summary: `Replace one of the ${definition.title}`,
    ...(upsertOnPut && { description: 'Without `If-Match`, an id that is free gets a new document.' }),
    parameters: [...describeItemPlace(definition), ifMatch(!upsertOnPut)],
    requestBody: describeDocument(resource),
    responses: {
      200: { description: 'Replaced.', headers: headerRefs('ETag', 'Last-Modified'), content },
      ...(upsertOnPut && { 201: created }),
      ...describeErrors({ ...replacementRefusals(resource), ...ITEM_REFUSALS, ...PRECONDITION_REFUSALS }),
    },
  };
}

function describeUpdate(resource: ServedResource): OperationObject {
  const { definition } = resource;
  const content = describeReceipt(resource);
  return {
    tags: [definition.name],
    operationId: `update${schemaNames(definition).one}`,
    summary: `Change fields of one of the ${definition.title}`,
    parameters: [...describeItemPlace(definition), ifMatch(true)],
    requestBody: describeChanges(resource),
    responses: {
      200: { description: 'Changed.', headers: headerRefs('ETag', 'Last-Modified'), content },
      ...describeErrors({ ...changeRefusals(resource), ...ITEM_REFUSALS, ...PRECONDITION_REFUSALS }),
    },
  };
}

function describeDelete({ definition }: ServedResource): OperationObject {
  return {
    tags: [definition.name],
    operationId: `delete${schemaNames(definition).one}`,
    summary: `Delete one of the ${definition.title}`,
    parameters: [...describeItemPlace(definition), ifMatch(true)],
    responses: {
      204: { description: 'Deleted, or not there to begin with.' },
      ...describeErrors({ ...ITEM_REFUSALS, ...PRECONDITION_REFUSALS }),
    },
  };
}

function ifMatch(required: boolean): ParameterObject {
  return {
    name: 'If-Match',
    in: 'header',
    required,
    description:
      'The entity tag of the state that the client means, from `ETag` or `_etag`; several, separated by commas; or `*` ' +
      `for any state.${required ? '' : ' Required where the document exists.'}`,
    schema: { type: 'string' },
  };
}
