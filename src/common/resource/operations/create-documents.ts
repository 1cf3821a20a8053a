import { InsertionFailed } from '../../errors/api-error.js';
import { stampNew } from '../document/stamp.js';
import type { StoredDocument } from '../document/stored-document.js';
import { hasIssues } from '../document/validate-document.js';
import { validateAllNew } from '../document/validate-new.js';
import { withUrlValues } from '../document/with-url-values.js';
import type { Lookup } from '../query/lookup.js';
import { isPlainObject } from '../definition/is-plain-object.js';
import { judgeRelations } from './judge-relations.js';
import type { ResourceContext } from './resource-context.js';

/** Creates all documents or none, each with the values that its URL names. Throws `InsertionFailed` when one of them is not valid. */
export async function createDocuments<T extends object>(
  context: ResourceContext<T>,
  payloads: readonly unknown[],
  lookup: Lookup,
): Promise<readonly StoredDocument<T>[]> {
  const { definition, store, hooks } = context;
  const checked = await judgeRelations(
    context,
    validateAllNew<T>(
      payloads.map((payload) => (isPlainObject(payload) ? withUrlValues(payload, lookup) : payload)),
      definition,
    ),
  );
  if (checked.some(hasIssues)) throw new InsertionFailed(checked.map(({ issues }) => issues));
  let documents: readonly T[] = checked.map(({ document }) => document);
  for (const hook of hooks) documents = (await hook.beforeInsert?.(documents)) ?? documents;
  const stamped = documents.map((document, index) => stampNew(document, checked[index]?.id));
  await store.insert(stamped);
  return stamped;
}
