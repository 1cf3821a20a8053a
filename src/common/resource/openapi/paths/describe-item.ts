import type { OperationObject, PathItemObject } from '@nestjs/swagger';
import { headerRefs, jsonContent, schemaRef } from '../../../openapi/content.js';
import { describeErrors } from '../../../openapi/describe-errors.js';
import type { ItemMethod } from '../../routes/resource-routes.js';
import { parseItemQuery } from '../../query/parse-list-query.js';
import { representItem } from '../../representation/represent-item.js';
import { describeChanges, describeDocument, describeWriteResponse } from './describe-body.js';
import { cacheHeaderRefs } from './cache-header-refs.js';
import { describeConditions, describeIfMatch, describeIfMatchOfPut, validatorRefs } from './describe-conditions.js';
import { describeItemParameters } from './describe-query.js';
import {
  changeRejections,
  ITEM_REJECTIONS,
  itemQueryRejections,
  preconditionRejections,
  replacementRejections,
} from '../examples/example-rejections.js';
import { exampleStored } from '../examples/example-values.js';
import { describeItemPlace, describeReadPlace } from './path-parameters.js';
import type { ServedResource } from '../served-resource.js';

const OPERATIONS = {
  GET: describeGet,
  PUT: describeReplace,
  PATCH: describeUpdate,
  DELETE: describeDelete,
} as const satisfies Record<ItemMethod, unknown>;

/** The operations of a resource's items. */
export function describeItem(resource: ServedResource): PathItemObject {
  const { itemLookup, itemMethods, readings } = resource.definition;
  const methods: readonly ItemMethod[] = readings.length > 0 ? ['GET', ...itemMethods] : itemMethods;
  const offered = itemLookup ? [...new Set(methods)] : [];
  const operations = offered.map((method) => [method.toLowerCase(), OPERATIONS[method](resource)] as const);
  return Object.fromEntries(operations);
}

function describeGet(resource: ServedResource): OperationObject {
  const { definition, queryTarget, catalogue } = resource;
  const { one, item } = catalogue.namesOf(definition);
  const headers = { ...validatorRefs(definition), ...cacheHeaderRefs(definition) };
  const found = { document: exampleStored(definition), embedded: [] };
  const example = representItem(found, resource, parseItemQuery('', queryTarget));
  return {
    tags: [definition.name],
    operationId: `get${one}`,
    summary: `One of the ${definition.title}`,
    parameters: [
      ...describeReadPlace(definition),
      ...describeItemParameters(resource),
      ...describeConditions(definition),
    ],
    responses: {
      200: { description: 'The document.', headers, content: jsonContent(schemaRef(item), { item: example }) },
      304: { description: 'The client already has this state of the document.', headers },
      ...describeErrors({ ...itemQueryRejections(resource), ...ITEM_REJECTIONS }, resource.settings),
    },
  };
}

function describeReplace(resource: ServedResource): OperationObject {
  const { definition, settings, catalogue } = resource;
  const { upsertOnPut } = definition;
  const rejections = { ...replacementRejections(resource), ...ITEM_REJECTIONS, ...preconditionRejections(definition) };
  const content = describeWriteResponse(resource);
  const created = { description: 'Created under this id.', headers: headerRefs('Location'), content };
  return {
    tags: [definition.name],
    operationId: `replace${catalogue.namesOf(definition).one}`,
    summary: `Replace one of the ${definition.title}`,
    ...(upsertOnPut && { description: 'Without `If-Match`, an id that is free gets a new document.' }),
    parameters: [...describeItemPlace(definition), describeIfMatchOfPut(definition)],
    requestBody: describeDocument(resource),
    responses: {
      200: { description: 'Replaced.', headers: validatorRefs(definition), content },
      ...(upsertOnPut && { 201: created }),
      ...describeErrors(rejections, settings),
    },
  };
}

function describeUpdate(resource: ServedResource): OperationObject {
  const { definition, settings, catalogue } = resource;
  const rejections = { ...changeRejections(resource), ...ITEM_REJECTIONS, ...preconditionRejections(definition) };
  const content = describeWriteResponse(resource);
  return {
    tags: [definition.name],
    operationId: `update${catalogue.namesOf(definition).one}`,
    summary: `Change fields of one of the ${definition.title}`,
    parameters: [...describeItemPlace(definition), describeIfMatch(definition)],
    requestBody: describeChanges(resource),
    responses: {
      200: { description: 'Changed.', headers: validatorRefs(definition), content },
      ...describeErrors(rejections, settings),
    },
  };
}

function describeDelete({ definition, settings, catalogue }: ServedResource): OperationObject {
  return {
    tags: [definition.name],
    operationId: `delete${catalogue.namesOf(definition).one}`,
    summary: `Delete one of the ${definition.title}`,
    parameters: [...describeItemPlace(definition), describeIfMatch(definition)],
    responses: {
      204: { description: 'Deleted, or not there to begin with.' },
      ...describeErrors({ ...ITEM_REJECTIONS, ...preconditionRejections(definition) }, settings),
    },
  };
}
