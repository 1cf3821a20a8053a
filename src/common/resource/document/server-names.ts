import type { ApiSettings } from '../../../config/api-settings.js';
import type { StoredDocument } from './stored-document.js';

/** The service's names for the fields that it adds to every document, stored and on the wire. */
export type ServerNames = Pick<ApiSettings, 'lastUpdatedName' | 'dateCreatedName' | 'etagName'>;

/** A document as MongoDB holds it, with fields of any name. */
export type StoredMembers = Readonly<Record<string, unknown>> & Pick<StoredDocument, '_id'>;

/** A way between documents as the engine knows them (`_updated`, `_created`, `_etag`) and as the service stores them. */
export interface Renaming {
  readonly toStored: (document: StoredDocument) => StoredMembers;
  readonly fromStored: (stored: StoredMembers) => StoredDocument;
}

/** The way for these names; none where they are the engine's own. */
export function renamingOf({ lastUpdatedName, dateCreatedName, etagName }: ServerNames): Renaming | undefined {
  const pairs = Object.entries({ _updated: lastUpdatedName, _created: dateCreatedName, _etag: etagName });
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
