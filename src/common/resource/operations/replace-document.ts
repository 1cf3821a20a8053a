import type mongoose from 'mongoose';
import { NotFound, PreconditionFailed } from '../../errors/api-error.js';
import { requireMatch, type TagList } from '../document/preconditions.js';
import { withoutId } from '../document/without-id.js';
import { requireValid } from '../document/require-valid.js';
import { stampChanged } from '../document/stamp.js';
import type { StoredDocument } from '../document/stored-document.js';
import { validateDocument, type Payload } from '../document/validate-document.js';
import { etagOf } from '../representation/etag.js';
import { createDocuments } from './create-documents.js';
import { judgeRelationsOf } from './judge-relations.js';
import type { ResourceContext } from './resource-context.js';

/** A PUT: what is to stand under this id, and the state the client believes is there. */
export interface ReplaceRequest {
  readonly id: mongoose.Types.ObjectId;
  readonly payload: Payload;
  readonly ifMatch: TagList;
}

/** What a PUT did. */
export interface Replacement<T extends object> {
  readonly document: StoredDocument<T>;
  readonly isNew: boolean;
}

/** Replaces a document, or creates it under this id where the resource allows that and nothing is lost by it. */
export async function replaceDocument<T extends object>(
  context: ResourceContext<T>,
  request: ReplaceRequest,
): Promise<Replacement<T>> {
  const { definition, store, hooks } = context;
  const { id, payload, ifMatch } = request;
  const fields = withoutId(id, payload);
  const original = await store.findById(id);
  if (!original) return upsert(context, { ...request, payload: fields });
  requireMatch(etagOf(original), ifMatch);
  const checked = await judgeRelationsOf(context, validateDocument(fields, definition, original));
  let document = requireValid(checked) as T; // every rule of T's class held
  for (const hook of hooks) document = (await hook.beforeReplace?.(document, original)) ?? document;
  const stamped = stampChanged(document, original);
  if (await store.replace(stamped, original)) return { document: stamped, isNew: false };
  return replaceDocument(context, request); // judged by the document's new state
}

/** A client that names a tag speaks of a document that existed: recreating it would undo somebody's DELETE. */
async function upsert<T extends object>(
  context: ResourceContext<T>,
  { id, payload, ifMatch }: ReplaceRequest,
): Promise<Replacement<T>> {
  if (!context.definition.upsertOnPut) throw new NotFound();
  if (ifMatch !== undefined) throw new PreconditionFailed();
  const [document] = await createDocuments(context, [{ ...payload, _id: id.toHexString() }]);
  if (!document) throw new Error('A creation of one document gave none.');
  return { document, isNew: true };
}
