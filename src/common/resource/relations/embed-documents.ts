import type { Caller } from '../../caller.js';
import { BadQuery } from '../../errors/api-error.js';
import { bytesOf } from '../../bson/bytes-of.js';
import { distinctReferences, referenceKey } from '../validation/reference-key.js';
import type { StoredDocument } from '../document/stored-document.js';
import { valuesAt } from '../document/values-at.js';
import { compileEmbedded, type Embedding } from './compile-embedded.js';
import type { ItemQuery } from '../query/list-query.js';
import { countEmbedded, NOTHING_EMBEDDED, type EmbeddedDocuments } from './embedded-documents.js';
import { answerTooLarge, rejectLarge } from '../query/answer-size.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { QueryTarget } from '../query/query-settings.js';
import type { FindRelated } from './related-resource.js';

interface EmbeddingContext {
  readonly definition: ResourceDefinition;
  readonly findRelated: FindRelated;
  readonly queryTarget: QueryTarget;
}

/** Documents whose references are read. */
interface Referring {
  readonly documents: readonly StoredDocument[];
  /** Whom they are read for; an answer to a write reads for itself. */
  readonly caller?: Caller | undefined;
}

/** Lists of references multiply from level to level. */
const MOST_EMBEDDED = 10_000;

const NO_PLAN: readonly Embedding[] = [];

/** Which relations an answer embeds: those the client asks for, and the resource's own where it does not decline them. Throws `BadQuery`. */
export function planEmbedding(
  { definition, findRelated, queryTarget }: EmbeddingContext,
  query: ItemQuery,
): readonly Embedding[] {
  const { embedded } = query;
  const { embeddedFields } = definition;
  if (!embedded && embeddedFields.length === 0) return NO_PLAN;
  const isDeclined = (path: string): boolean =>
    [...(embedded ?? [])].some(([name, isWanted]) => !isWanted && `${path}.`.startsWith(`${name}.`));
  const defaults = embeddedFields.filter((path) => !isDeclined(path)).map((path) => [path, true] as const);
  return compileEmbedded(new Map([...defaults, ...(embedded ?? [])]), definition, {
    parameter: queryTarget.settings.parameters.embedded,
    findDefinition: (resource) => findRelated(resource).definition,
  });
}

/** How many bytes may still be read. */
interface ReadBudget {
  bytes: number;
}

/**
 * Reads what these documents refer to: one query per relation and level, however many documents; one after the other, so
 * that never more is read than an answer may show. Throws `BadQuery` when it is too much.
 */
export async function embedDocuments(
  context: EmbeddingContext,
  plan: readonly Embedding[],
  from: Referring,
): Promise<readonly EmbeddedDocuments[]> {
  if (plan.length === 0) return NOTHING_EMBEDDED;
  const budget = { bytes: context.queryTarget.settings.maxAnswerBytes };
  const embedded = await readAll(context, plan, from, budget);
  requireModest(context, countEmbedded(from.documents, embedded));
  return embedded;
}

async function readAll(
  context: EmbeddingContext,
  plan: readonly Embedding[],
  from: Referring,
  budget: ReadBudget,
): Promise<readonly EmbeddedDocuments[]> {
  const embedded: EmbeddedDocuments[] = [];
  for (const embedding of plan) embedded.push(await readReferred(context, embedding, from, budget));
  return embedded;
}

async function readReferred(
  context: EmbeddingContext,
  { relation, inner }: Embedding,
  { documents, caller }: Referring,
  budget: ReadBudget,
): Promise<EmbeddedDocuments> {
  const { path, resource, field } = relation;
  const references = distinctReferences(
    documents.flatMap((document) => valuesAt(document, path).map(({ value }) => value)),
  );
  requireModest(context, references.length);
  const { store, scope, definition } = context.findRelated(resource);
  const { settings } = context.queryTarget;
  const read = (): Promise<readonly StoredDocument[]> =>
    store.findReferred(scope.referable, field, references, { maxBytes: budget.bytes, caller });
  const found = references.length === 0 ? [] : await rejectLarge(read(), settings, 'embedding');
  budget.bytes -= bytesOf(found);
  if (budget.bytes < 0) throw answerTooLarge(settings, 'embedding');
  const byReference = indexBy(field, found);
  return {
    path,
    definition,
    documents: byReference,
    isComplete: references.every((reference) => byReference.has(referenceKey(reference))),
    inner: await readAll(context, inner, { documents: found, caller }, budget),
  };
}

/** Of several documents with the same value the first one counts, by id. */
function indexBy(field: string, documents: readonly StoredDocument[]): ReadonlyMap<string, StoredDocument> {
  const index = new Map<string, StoredDocument>();
  for (const document of documents) {
    for (const { value } of valuesAt(document, field)) {
      const key = referenceKey(value);
      if (!index.has(key)) index.set(key, document);
    }
  }
  return index;
}

function requireModest({ queryTarget }: EmbeddingContext, count: number): void {
  if (count <= MOST_EMBEDDED) return;
  const { embedded, maxResults } = queryTarget.settings.parameters;
  throw new BadQuery(
    embedded,
    `The \`${embedded}\` clause asks for more than ${MOST_EMBEDDED} documents: embed less, or lower ${maxResults}`,
  );
}
