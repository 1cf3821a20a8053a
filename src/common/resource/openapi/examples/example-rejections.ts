import mongoose from 'mongoose';
import { NotFound, PreconditionFailed, PreconditionRequired } from '../../../errors/api-error.js';
import { bodyRejections } from '../../../openapi/body-rejections.js';
import { errorOf } from '../../../openapi/describe-errors.js';
import { IssueTree } from '../../rules/issue-tree.js';
import { rejectDocument, rejectDocuments } from '../../validation/reject-documents.js';
import { ALL_LEAD } from '../../rules/rule.js';
import { validateChanges } from '../../validation/validate-document.js';
import { validateNew } from '../../validation/validate-new.js';
import { DocumentPipe } from '../../http/document.pipe.js';
import { toDocuments } from '../../operations/to-documents.js';
import { requireNoQuery } from '../../http/collection-requests.js';
import { parseItemQuery, parseListQuery } from '../../query/parse-list-query.js';
import type { ResourceDefinition } from '../../definition/resource-definition.js';
import { needsIfMatch } from '../paths/describe-conditions.js';
import { EXAMPLE_ID } from '../../types/objectid.js';
import type { ServedResource } from '../served-resource.js';

/** Errors by a name for each; the driver's own among them, which reach clients as the database's answers do. */
type Rejections = Readonly<Record<string, unknown>>;

/** No field of any resource. */
const UNKNOWN = { no_such_field: 1 };

/** Errors of any operation that needs the database. */
export const DATABASE_REJECTIONS: Rejections = { databaseAway: new mongoose.mongo.MongoNetworkError('away') };

/** The error of a document whose id is a duplicate. */
const DUPLICATE_ID = new mongoose.mongo.MongoServerError({
  message: 'E11000',
  code: 11000,
  keyValue: { _id: EXAMPLE_ID },
});

/** Errors of the query string of a collection's DELETE. */
export function deletionRejections(): Rejections {
  return {
    query: errorOf(() => {
      requireNoQuery('where={}');
    }),
  };
}

/** Errors of the URL of an item. */
export const ITEM_REJECTIONS: Rejections = { ...DATABASE_REJECTIONS, notFound: new NotFound() };

/** Errors of `If-Match`. */
export function preconditionRejections(definition: ResourceDefinition): Rejections {
  return {
    changedMeanwhile: new PreconditionFailed(),
    ...(needsIfMatch(definition) && { noIfMatch: new PreconditionRequired() }),
  };
}

/** Errors of the body of a PUT or PATCH, whatever its resource. */
function documentRejections({ settings }: ServedResource): Rejections {
  return { ...bodyRejections(settings), noDocument: errorOf(() => new DocumentPipe().transform(null)) };
}

/** Errors of the query string of a list. */
export function listRejections({ queryTarget: target }: ServedResource): Rejections {
  const { parameters, allowedFilters, sorting, allowUnknown } = target.settings;
  const rejection = (query: string): unknown => errorOf(() => parseListQuery(query, target));
  return {
    ...(allowedFilters.length > 0 && { malformedWhere: rejection(`${parameters.where}={"a":`) }),
    ...(sorting && !allowUnknown && { unknownField: rejection(`${parameters.sort}=-no_such_field`) }),
    noNumber: rejection(`${parameters.maxResults}=many`),
    misnamedParameter: rejection('limit=10'),
  };
}

/** Errors of the query string of an item. */
export function itemQueryRejections({ queryTarget: target }: ServedResource): Rejections {
  const { parameters, projection } = target.settings;
  if (!projection) return {};
  return { malformedProjection: errorOf(() => parseItemQuery(`${parameters.projection}={"a":`, target)) };
}

/** Errors of the documents of a POST. */
export function creationRejections(resource: ServedResource): Rejections {
  const { definition, settings } = resource;
  const { issues } = validateNew(UNKNOWN, definition, ALL_LEAD);
  const tooMany = Array<unknown>(definition.bulkLimit + 1);
  return {
    ...bodyRejections(settings),
    emptyList: errorOf(() => toDocuments([], definition)),
    tooManyDocuments: errorOf(() => toDocuments(tooMany, definition)),
    duplicateId: DUPLICATE_ID,
    one: rejectDocuments([issues], definition),
    ...(resource.definition.bulkEnabled && { many: rejectDocuments([new IssueTree(), issues], definition) }),
  };
}

/** Errors of the document of a PUT. */
export function replacementRejections(resource: ServedResource): Rejections {
  const { definition } = resource;
  const { issues } = validateNew(UNKNOWN, definition, ALL_LEAD);
  return {
    ...documentRejections(resource),
    ...(definition.upsertOnPut && { duplicateId: DUPLICATE_ID }),
    notValid: rejectDocument(issues, definition),
  };
}

/** Errors of the changes of a PATCH. */
export function changeRejections(resource: ServedResource): Rejections {
  const { definition } = resource;
  const { issues } = validateChanges(UNKNOWN, definition, ALL_LEAD, {});
  return {
    ...documentRejections(resource),
    notValid: rejectDocument(issues, definition),
  };
}
