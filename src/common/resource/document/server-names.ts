import type { NamedServerField } from '../definition/server-fields.js';
import type { StoredDocument } from './stored-document.js';

/** A document as MongoDB holds it, with fields of any name. */
export type StoredMembers = Readonly<Record<string, unknown>> & Pick<StoredDocument, '_id'>;

/** A way between documents as the engine knows them (`_updated`, `_created`, `_etag`) and as the service stores them. */
export interface Renaming {
  readonly toStored: (document: StoredDocument) => StoredMembers;
  readonly fromStored: (stored: StoredMembers) => StoredDocument;
}

/** The way for these names; none where they are the engine's own. */
export function renamingOf(added: readonly NamedServerField[]): Renaming | undefined {
  const pairs = added.map(({ own, name }) => [own, name] as const);
  const renamed = pairs.filter(([own, stored]) => own !== stored);
  if (renamed.length === 0) return undefined;
  const back = renamed.map(([own, stored]) => [stored, own] as const);
  return {
    toStored: (document) => rename({ ...document }, renamed),
    fromStored: (stored) => rename(stored, back),
  };
}

function rename(document: StoredMembers, names: readonly (readonly [from: string, to: string])[]): StoredMembers {
  const renamed: Record<string, unknown> & Pick<StoredDocument, '_id'> = { ...document };
  for (const [from, to] of names) {
    if (!Object.hasOwn(renamed, from)) continue;
    renamed[to] = renamed[from];
    Reflect.deleteProperty(renamed, from);
  }
  return renamed;
}
