import { keepOrder } from '../../bson/member-order.js';
import { readPayload } from '../document/read-payload.js';
import { refuseDocuments } from '../document/require-valid.js';
import { stampNew } from '../document/stamp.js';
import type { StoredDocument } from '../document/stored-document.js';
import { hasIssues } from '../document/validate-document.js';
import { validateAllNew, type NewDocument } from '../document/validate-new.js';
import { withUrlValues } from '../document/with-url-values.js';
import { namedValues, type Lookup } from '../query/lookup.js';
import { isPlainObject } from '../definition/is-plain-object.js';
import type { DocumentToInsert } from '../resource.hooks.js';
import { judgeRelations } from './judge-relations.js';
import { judgeUnique } from './judge-unique.js';
import { judgeUrls } from './judge-urls.js';
import { refuseTooLarge } from './refuse-too-large.js';
import type { ResourceContext } from './resource-context.js';
import { afterWrite, handOn, runHooks } from './run-hooks.js';

/** Creates all documents or none, each with the values that its URL names. Throws `InsertionFailed` when one of them is not valid. */
export async function createDocuments<T extends object>(
  context: ResourceContext<T>,
  payloads: readonly unknown[],
  lookup: Lookup,
): Promise<readonly StoredDocument<T>[]> {
  const { definition, hooks } = context;
  const named = namedValues(lookup);
  const placed = payloads.map((payload, index) => {
    if (!isPlainObject(payload)) return payload;
    const read = readPayload(payload, definition, payloads.length === 1 ? '' : String(index));
    return withUrlValues(read, named);
  });
  const checked = await judgeRelations(context, (references) => validateAllNew<T>(placed, definition, references));
  judgeUrls(context, checked);
  await judgeUnique(context, checked);
  if (checked.some(hasIssues)) {
    throw refuseDocuments(
      checked.map(({ issues }) => issues),
      definition,
    );
  }
  const valid: readonly DocumentToInsert<T>[] = checked.map(withOwnId);
  const documents = await handOn(hooks.beforeInsert, valid, (hook, handed) => hook(handed, definition));
  if (documents.length !== valid.length)
    throw new Error(`A beforeInsert gave back ${documents.length} of ${valid.length} documents.`);
  const stamped = await insert(context, documents);
  await afterWrite(() => runHooks(hooks.afterInsert, (hook) => hook(stamped, definition)));
  return stamped;
}

async function insert<T extends object>(
  { definition, store }: ResourceContext<T>,
  documents: readonly DocumentToInsert<T>[],
): Promise<readonly StoredDocument<T>[]> {
  try {
    const stamped = documents.map((document) => stampNew(document, definition, document._id));
    await store.insert(stamped);
    return stamped;
  } catch (error) {
    return refuseTooLarge(error, documents);
  }
}

/** As hooks get it: the id that a client chose is part of its document. */
function withOwnId<T extends object>({ id, document }: Pick<NewDocument<T>, 'id' | 'document'>): DocumentToInsert<T> {
  return id === undefined ? document : keepOrder(document, { ...document, _id: id });
}
