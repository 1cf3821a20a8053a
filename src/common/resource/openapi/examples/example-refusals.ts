import mongoose from 'mongoose';
import { NotFound, PreconditionFailed, PreconditionRequired } from '../../../errors/api-error.js';
import { bodyRefusals } from '../../../openapi/body-refusals.js';
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
type Refusals = Readonly<Record<string, unknown>>;

/** No field of any resource. */
const UNKNOWN = { no_such_field: 1 };

/** What any operation that needs the database may end in. */
export const DATABASE_REFUSALS: Refusals = { databaseAway: new mongoose.mongo.MongoNetworkError('away') };

/** What a document whose id is taken ends in. */
const ID_TAKEN = new mongoose.mongo.MongoServerError({ message: 'E11000', code: 11000, keyValue: { _id: EXAMPLE_ID } });

/** What the query string of a collection's DELETE may end in. */
export function deletionRefusals(): Refusals {
  return {
    query: errorOf(() => {
      requireNoQuery('where={}');
    }),
  };
}

/** What the URL of an item may end in. */
export const ITEM_REFUSALS: Refusals = { ...DATABASE_REFUSALS, notFound: new NotFound() };

/** What `If-Match` may end in. */
export function preconditionRefusals(definition: ResourceDefinition): Refusals {
  return {
    changedMeanwhile: new PreconditionFailed(),
    ...(needsIfMatch(definition) && { noIfMatch: new PreconditionRequired() }),
  };
}

/** What the body of a PUT or PATCH may end in, whatever its resource. */
function documentRefusals({ settings }: ServedResource): Refusals {
  return { ...bodyRefusals(settings), noDocument: errorOf(() => new DocumentPipe().transform(null)) };
}

/** What the query string of a list may end in. */
export function listRefusals({ queryTarget: target }: ServedResource): Refusals {
  const { parameters, allowedFilters, sorting, allowUnknown } = target.settings;
  const refusal = (query: string): unknown => errorOf(() => parseListQuery(query, target));
  return {
    ...(allowedFilters.length > 0 && { malformedWhere: refusal(`${parameters.where}={"a":`) }),
    ...(sorting && !allowUnknown && { unknownField: refusal(`${parameters.sort}=-no_such_field`) }),
    noNumber: refusal(`${parameters.maxResults}=many`),
    misnamedParameter: refusal('limit=10'),
  };
}

/** What the query string of an item may end in. */
export function itemQueryRefusals({ queryTarget: target }: ServedResource): Refusals {
  const { parameters, projection } = target.settings;
  if (!projection) return {};
  return { malformedProjection: errorOf(() => parseItemQuery(`${parameters.projection}={"a":`, target)) };
}

/** What the documents of a POST may end in. */
export function creationRefusals(resource: ServedResource): Refusals {
  const { definition, settings } = resource;
  const { issues } = validateNew(UNKNOWN, definition, ALL_LEAD);
  const tooMany = Array<unknown>(definition.bulkLimit + 1);
  return {
    ...bodyRefusals(settings),
    emptyList: errorOf(() => toDocuments([], definition)),
    tooManyDocuments: errorOf(() => toDocuments(tooMany, definition)),
    taken: ID_TAKEN,
    one: rejectDocuments([issues], definition),
    ...(resource.definition.bulkEnabled && { many: rejectDocuments([new IssueTree(), issues], definition) }),
  };
}

/** What the document of a PUT may end in. */
export function replacementRefusals(resource: ServedResource): Refusals {
  const { definition } = resource;
  const { issues } = validateNew(UNKNOWN, definition, ALL_LEAD);
  return {
    ...documentRefusals(resource),
    ...(definition.upsertOnPut && { taken: ID_TAKEN }),
    notValid: rejectDocument(issues, definition),
  };
}

/** What the changes of a PATCH may end in. */
export function changeRefusals(resource: ServedResource): Refusals {
  const { definition } = resource;
  const { issues } = validateChanges(UNKNOWN, definition, ALL_LEAD, {});
  return {
    ...documentRefusals(resource),
    notValid: rejectDocument(issues, definition),
  };
}
