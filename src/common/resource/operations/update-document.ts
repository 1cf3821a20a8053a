import { NotFound } from '../../errors/api-error.js';
import { mergeDocument } from '../document/merge-document.js';
import { requireMatch } from '../document/preconditions.js';
import { withoutId } from '../validation/without-id.js';
import { readPayload } from '../validation/read-payload.js';
import { stampChanged } from '../document/stamp.js';
import type { StoredDocument } from '../document/stored-document.js';
import { etagOf } from '../document/etag.js';
import { memberAt } from '../representation/links/links.js';
import type { ReplaceRequest } from './replace-document.js';
import type { ResourceContext } from './resource-context.js';
import { UPDATE, validateWrite } from './validate-write.js';
import { afterWrite, pipe, runHooks } from '../hooks/run-hooks.js';

/** Merges changes (the payload of a PATCH) into a document. Deleted meanwhile is 404, changed meanwhile 412. */
export async function updateDocument<T extends object>(
  context: ResourceContext<T>,
  request: ReplaceRequest,
): Promise<StoredDocument<T>> {
  const { definition, store, hooks } = context;
  const { scope, ifMatch, hookContext } = request;
  const payload = readPayload(request.payload, definition);
  const found = await store.findOne(scope);
  if (!found) throw new NotFound();
  const original = found.document;
  const { id } = definition;
  const fields = withoutId(memberAt(original, id.name), payload, id);
  requireMatch(etagOf(original, definition), ifMatch, definition);
  const { values: urlValues } = scope;
  const [validated] = await validateWrite(context, UPDATE, { payloads: [fields], urlValues, original });
  const changes = validated?.document as Partial<T>; // every rule of T's class held
  const update = { original, changes };
  const merged = mergeDocument<T>(original, changes, definition);
  const document = await pipe(hooks.beforeUpdate, merged, (hook, handed) => hook(handed, update, ...hookContext));
  const stamped = stampChanged(document, original, definition);
  if (!(await store.change(scope, stamped, found))) return updateDocument(context, request); // validated by the document's new state
  await afterWrite(() => runHooks(hooks.afterUpdate, (hook) => hook(stamped, update, ...hookContext)));
  return stamped;
}
