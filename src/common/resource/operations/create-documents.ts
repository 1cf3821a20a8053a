import { keepOrder } from '../../bson/member-order.js';
import { readPayload } from '../validation/read-payload.js';
import { stampNew } from '../document/stamp.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { NewDocument } from '../validation/validate-new.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import type { DocumentToInsert } from '../hooks/resource.hooks.js';
import { rejectTooLarge } from './reject-too-large.js';
import type { AdmittedRequest, ResourceContext } from './resource-context.js';
import { CREATION, validateWrite } from './validate-write.js';
import { afterWrite, pipe, runHooks } from '../hooks/run-hooks.js';

/** Creates all documents or none, each with the values that its URL names. Throws `InsertionFailed` when one of them is not valid. */
export async function createDocuments<T extends object>(
  context: ResourceContext<T>,
  payloads: readonly unknown[],
  { scope, hookContext }: Pick<AdmittedRequest, 'scope' | 'hookContext'>,
): Promise<readonly StoredDocument<T>[]> {
  const { definition, hooks } = context;
  const read = payloads.map((payload, index) =>
    isPlainObject(payload) ? readPayload(payload, definition, payloads.length === 1 ? '' : String(index)) : payload,
  );
  const validated = await validateWrite(context, CREATION, { payloads: read, urlValues: scope.values });
  const valid: readonly DocumentToInsert<T>[] = validated.map(({ id, document }) => withOwnId(id, document as T)); // every rule of T's class held
  const documents = await pipe(hooks.beforeInsert, valid, (hook, handed) => hook(handed, ...hookContext));
  if (documents.length !== valid.length)
    throw new Error(`A beforeInsert returned ${documents.length} of ${valid.length} documents.`);
  const stamped = await insert(context, documents);
  await afterWrite(() => runHooks(hooks.afterInsert, (hook) => hook(stamped, ...hookContext)));
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
    return rejectTooLarge(error, documents);
  }
}

/** As hooks get it: the id that a client chose is part of its document. */
function withOwnId<T extends object>(id: NewDocument<T>['id'], document: T): DocumentToInsert<T> {
  return id === undefined ? document : keepOrder(document, { ...document, _id: id });
}
