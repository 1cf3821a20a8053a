import type { ApiError } from '../../errors/api-error.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { UrlValues } from '../lookup/lookup.js';
import { withinUrl, withUrlValues } from '../lookup/with-url-values.js';
import { validateRelations } from '../relations/validate-relations.js';
import { parametersOf } from '../routes/url-rule.js';
import { IssueTree } from '../rules/issue-tree.js';
import type { References } from '../rules/rule.js';
import { rejectDocument, rejectDocuments } from '../validation/reject-documents.js';
import {
  hasIssues,
  validateChanges,
  validateDocument,
  type Payload,
  type Validated,
} from '../validation/validate-document.js';
import { validateAllNew, type NewDocument } from '../validation/validate-new.js';
import { memberAt } from '../representation/links/links.js';
import { withoutMember } from '../document/without-member.js';
import { validateUnique } from './validate-unique.js';
import { validateUrls } from './validate-urls.js';

type WriteContext = Parameters<typeof validateUrls>[0] &
  Parameters<typeof validateRelations>[0] &
  Parameters<typeof validateUnique>[0];

/** Documents that a client sent, read by `readPayload`, and what they are written to. */
interface Write<Sent> {
  readonly payloads: readonly Sent[];
  readonly urlValues: UrlValues;
  /** The document that is replaced or changed, whose own values are no duplicates. */
  readonly original?: StoredDocument;
}

/** The differences among the verbs that write. */
interface WriteVerb<Sent, Valid extends Validated> {
  /** The values that a document has whatever its client sends. */
  readonly valuesOf: (urlValues: UrlValues, definition: ResourceDefinition, original: object) => UrlValues;
  readonly place: (sent: Sent, values: UrlValues) => Sent;
  /** Normalises a document and validates it by the rules of its fields. */
  readonly validate: (
    payloads: readonly Sent[],
    definition: ResourceDefinition,
    references: References,
    original: object,
  ) => readonly Valid[];
  readonly reject: (validated: readonly Valid[], definition: ResourceDefinition) => ApiError;
}

/** A POST of any number of documents, or of what a client sent in place of one. */
export const CREATION: WriteVerb<unknown, NewDocument<Validated['document']>> = {
  valuesOf: (urlValues) => urlValues,
  place: (sent, values) => (isPlainObject(sent) ? withUrlValues(sent, values) : sent),
  validate: validateAllNew,
  reject: (validated, definition) =>
    rejectDocuments(
      validated.map(({ issues }) => issues),
      definition,
    ),
};

/** A PUT of a stored document, which keeps its id. */
export const REPLACEMENT: WriteVerb<Payload, Validated> = {
  valuesOf: (urlValues, { id, fields }, original) => {
    const values = { ...urlValues, [id.name]: memberAt(original, id.name) };
    return fields.some(({ name }) => name === id.name) ? values : withoutMember(values, id.name);
  },
  place: withUrlValues,
  validate: (payloads, ...around) => payloads.map((payload) => validateDocument(payload, ...around)),
  reject: rejectFirst,
};

/** A PATCH: the values of the collection's URL stay, that of the item's own, where it is not the id, may change. */
export const UPDATE: WriteVerb<Payload, Validated> = {
  valuesOf: (urlValues, { collection }) =>
    Object.fromEntries(parametersOf(collection).map(({ path }) => [path, urlValues[path]])),
  place: withinUrl,
  validate: (payloads, ...around) => payloads.map((payload) => validateChanges(payload, ...around)),
  reject: rejectFirst,
};

/** The valid documents of a write, validated in the order in which this reads. Throws what rejects those that are not. */
export async function validateWrite<Sent, Valid extends Validated>(
  context: WriteContext,
  verb: WriteVerb<Sent, Valid>,
  { payloads, urlValues, original }: Write<Sent>,
): Promise<readonly Valid[]> {
  const { definition } = context;
  const before = original ?? {};
  const values = verb.valuesOf(urlValues, definition, before);
  const placed = payloads.map((sent) => verb.place(sent, values));
  const validated = await validateRelations(context, (references) =>
    verb.validate(placed, definition, references, before),
  );
  validateUrls(context, validated);
  await validateUnique(context, validated, original);
  if (validated.some(hasIssues)) throw verb.reject(validated, definition);
  return validated;
}

/** Of a PUT or PATCH, which is about one document. */
function rejectFirst([first]: readonly Validated[], definition: ResourceDefinition): ApiError {
  return rejectDocument(first?.issues ?? new IssueTree(), definition);
}
