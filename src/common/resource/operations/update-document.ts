import { NotFound } from '../../errors/api-error.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { parametersOf } from '../routes/url-rule.js';
import { mergeDocument } from '../document/merge-document.js';
import { requireMatch } from '../document/preconditions.js';
import { withoutId } from '../validation/without-id.js';
import { readPayload } from '../validation/read-payload.js';
import { requireValid } from '../validation/require-valid.js';
import { stampChanged } from '../document/stamp.js';
import type { StoredDocument } from '../document/stored-document.js';
import { validateChanges } from '../validation/validate-document.js';
import { withinUrl } from '../lookup/with-url-values.js';
import type { UrlValues } from '../lookup/lookup.js';
import { etagOf } from '../document/etag.js';
import { memberAt } from '../representation/links/links.js';
import type { ReplaceRequest } from './replace-document.js';
import { judgeRelations } from '../relations/judge-relations.js';
import { judgeUnique } from './judge-unique.js';
import { judgeUrls } from './judge-urls.js';
import type { ResourceContext } from './resource-context.js';
import { afterWrite, handOn, runHooks } from '../hooks/run-hooks.js';

/** Merges changes (the payload of a PATCH) into a document. Deleted meanwhile is 404, changed meanwhile 412. */
export async function updateDocument<T extends object>(
  context: ResourceContext<T>,
  request: ReplaceRequest,
): Promise<StoredDocument<T>> {
  const { definition, store, hooks } = context;
  const { scope, ifMatch } = request;
  const payload = readPayload(request.payload, definition);
  const found = await store.findOne(scope);
  if (!found) throw new NotFound();
  const original = found.document;
  const { id } = definition;
  const fields = withoutId(memberAt(original, id.name), payload, id);
  requireMatch(etagOf(original, definition), ifMatch, definition);
  const placed = withinUrl(fields, placeOf(scope.values, definition));
  const checked = await judgeRelations(context, (references) =>
    validateChanges(placed, definition, references, original),
  );
  judgeUrls(context, [checked]);
  await judgeUnique(context, [checked], original);
  const changes = requireValid(checked, definition) as Partial<T>; // every rule of T's class held
  const update = { original, changes };
  const merged = mergeDocument<T>(original, changes, definition);
  const document = await handOn(hooks.beforeUpdate, merged, (hook, handed) => hook(handed, update, definition));
  const stamped = stampChanged(document, original, definition);
  if (!(await store.change(scope, stamped, found))) return updateDocument(context, request); // judged by the document's new state
  await afterWrite(() => runHooks(hooks.afterUpdate, (hook) => hook(stamped, update, definition)));
  return stamped;
}

/** The values of the collection's URL: that of the item's own, where it is not the id, may change. */
function placeOf(values: UrlValues, { collection }: ResourceDefinition): UrlValues {
  return Object.fromEntries(parametersOf(collection).map(({ path }) => [path, values[path]]));
}
