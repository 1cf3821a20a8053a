import { NotFound, PreconditionFailed } from '../../errors/api-error.js';
import { requireMatch, type TagList } from '../document/preconditions.js';
import { withoutId } from '../validation/without-id.js';
import { readPayload } from '../validation/read-payload.js';
import { stampChanged } from '../document/stamp.js';
import type { Payload } from '../validation/validate-document.js';
import { etagOf } from '../document/etag.js';
import { memberAt } from '../representation/links/links.js';
import { createDocuments } from './create-documents.js';
import type { Written } from './embed-written.js';
import type { AdmittedRequest, ResourceContext } from './resource-context.js';
import { REPLACEMENT, validateWrite } from './validate-write.js';
import { afterWrite, pipe, runHooks } from '../hooks/run-hooks.js';

/** A PUT or PATCH: what a client sends for the item that its URL names, and the state the client believes is there. */
export interface ReplaceRequest extends AdmittedRequest {
  readonly payload: Payload;
  readonly ifMatch: TagList;
}

/** Replaces a document, or creates it under this id where the resource allows that and nothing is lost by it. */
export async function replaceDocument<T extends object>(
  context: ResourceContext<T>,
  request: ReplaceRequest,
): Promise<Written<T>> {
  const { definition, store, hooks } = context;
  const { scope, ifMatch, hookContext } = request;
  const payload = readPayload(request.payload, definition);
  const found = await store.findOne(scope);
  const original = found?.document;
  const { id } = definition;
  const idValue = original ? memberAt(original, id.name) : scope.values[id.name];
  const fields = idValue === undefined ? payload : withoutId(idValue, payload, id);
  if (!found || !original) return upsert(context, { ...request, payload: fields });
  requireMatch(etagOf(original, definition), ifMatch, definition);
  const { values: urlValues } = scope;
  const [validated] = await validateWrite(context, REPLACEMENT, { payloads: [fields], urlValues, original });
  const valid = validated?.document as T; // every rule of T's class held
  const document = await pipe(hooks.beforeReplace, valid, (hook, handed) => hook(handed, original, ...hookContext));
  const stamped = stampChanged(document, original, definition);
  if (!(await store.change(scope, stamped, found))) return replaceDocument(context, request); // validated by the document's new state
  await afterWrite(() => runHooks(hooks.afterReplace, (hook) => hook(stamped, original, ...hookContext)));
  return { changed: stamped };
}

/** A client that names a tag speaks of a document that existed: recreating it would undo somebody's DELETE. */
async function upsert<T extends object>(context: ResourceContext<T>, request: ReplaceRequest): Promise<Written<T>> {
  const { upsertOnPut, item } = context.definition;
  const { scope, payload, ifMatch } = request;
  if (!upsertOnPut || !Object.hasOwn(scope.values, item.path)) throw new NotFound(); // no client can choose such a value
  if (ifMatch !== undefined) throw new PreconditionFailed();
  return { created: await createDocuments(context, [payload], request) };
}
