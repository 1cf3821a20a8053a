import mongoose from 'mongoose';
import {
  InsertionFailed,
  NotFound,
  PreconditionFailed,
  PreconditionRequired,
  ValidationFailed,
} from '../../errors/api-error.js';
import { BODY_REFUSALS } from '../../openapi/body-refusals.js';
import { errorOf } from '../../openapi/describe-errors.js';
import type { FieldDefinition } from '../definition/field-definition.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { validateChanges } from '../document/validate-document.js';
import { validateNew } from '../document/validate-new.js';
import { DocumentPipe } from '../http/document.pipe.js';
import { DocumentsPipe } from '../http/documents.pipe.js';
import { parseItemQuery, parseListQuery } from '../query/parse-list-query.js';
import { EXAMPLE_ID, exampleOf } from './example-values.js';
import type { ServedResource } from './served-resource.js';

/** Errors by a name for each; the driver's own among them, which reach clients as the database's answers do. */
type Refusals = Readonly<Record<string, unknown>>;

/** No field of any resource. */
const UNKNOWN = { no_such_field: 1 };

/** What any operation that needs the database may end in. */
export const DATABASE_REFUSALS: Refusals = { databaseAway: new mongoose.mongo.MongoNetworkError('away') };

/** What the URL of an item may end in. */
export const ITEM_REFUSALS: Refusals = { ...DATABASE_REFUSALS, notFound: new NotFound() };

/** What `If-Match` may end in. */
export const PRECONDITION_REFUSALS: Refusals = {
  changedMeanwhile: new PreconditionFailed(),
  noIfMatch: new PreconditionRequired(),
};

/** What the body of a PUT or PATCH may end in, whatever its resource. */
const DOCUMENT_REFUSALS: Refusals = {
  ...BODY_REFUSALS,
  noDocument: errorOf(() => new DocumentPipe().transform(null)),
};

/** What the query string of a list may end in. */
export function listRefusals({ queryTarget: target }: ServedResource): Refusals {
  const { parameters, allowedFilters, sorting, allowUnknown, refuseSlips } = target.settings;
  const refusal = (query: string): unknown => errorOf(() => parseListQuery(query, target));
  return {
    ...(allowedFilters.length > 0 && { malformedWhere: refusal(`${parameters.where}={"a":`) }),
    ...(sorting && !allowUnknown && { unknownField: refusal(`${parameters.sort}=-no_such_field`) }),
    noNumber: refusal(`${parameters.maxResults}=many`),
    ...(refuseSlips && { misnamedParameter: refusal('limit=10') }),
  };
}

/** What the query string of an item may end in. */
export function itemQueryRefusals({ queryTarget: target }: ServedResource): Refusals {
  const { parameters, projection } = target.settings;
  if (!projection) return {};
  return { malformedProjection: errorOf(() => parseItemQuery(`${parameters.projection}={"a":`, target)) };
}

/** What the documents of a POST may end in. */
export function creationRefusals({ definition, settings }: ServedResource): Refusals {
  const { issues } = validateNew(UNKNOWN, definition);
  const pipe = new DocumentsPipe(settings);
  const tooMany = Array<unknown>(settings.bulkLimit + 1);
  return {
    ...BODY_REFUSALS,
    emptyList: errorOf(() => pipe.transform([])),
    tooManyDocuments: errorOf(() => pipe.transform(tooMany)),
    taken: conflictOf(definition),
    one: new InsertionFailed([issues]),
    many: new InsertionFailed([{}, issues]),
  };
}

/** What the document of a PUT may end in. */
export function replacementRefusals({ definition }: ServedResource): Refusals {
  const { issues } = validateNew(UNKNOWN, definition);
  const canCollide = definition.upsertOnPut || hasUnique(definition.fields);
  return {
    ...DOCUMENT_REFUSALS,
    ...(canCollide && { taken: conflictOf(definition) }),
    notValid: new ValidationFailed(issues),
  };
}

/** What the changes of a PATCH may end in. */
export function changeRefusals({ definition }: ServedResource): Refusals {
  const { issues } = validateChanges(UNKNOWN, definition, {});
  return {
    ...DOCUMENT_REFUSALS,
    ...(hasUnique(definition.fields) && { taken: conflictOf(definition) }),
    notValid: new ValidationFailed(issues),
  };
}

/** On the first unique field; on the id, where there is none. */
function conflictOf({ fields }: ResourceDefinition): unknown {
  const unique = fields.find((field) => field.unique === true);
  const keyValue = unique ? { [unique.name]: exampleOf(unique) } : { _id: EXAMPLE_ID };
  return new mongoose.mongo.MongoServerError({ message: 'E11000', code: 11000, keyValue });
}

function hasUnique(fields: readonly FieldDefinition[]): boolean {
  return fields.some(({ unique, fields: inside = [] }) => unique === true || hasUnique(inside));
}
