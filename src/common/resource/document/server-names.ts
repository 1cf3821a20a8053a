import type { ApiSettings } from '../../../config/api-settings.js';
import type { StoredDocument } from './stored-document.js';

/** What the service calls the fields that it adds to every document, stored and on the wire. */
export type ServerNames = Pick<ApiSettings, 'lastUpdatedName' | 'dateCreatedName' | 'etagName'>;

type Members = Readonly<Record<string, unknown>>;

/** A way between documents as the engine knows them (`_updated`, `_created`, `_etag`) and as the service stores them. */
export interface Renaming {
  readonly toStored: (document: object) => Members;
  readonly fromStored: (stored: Members) => StoredDocument;
}

/** The way for these names; where they are the engine's own, documents stay the objects they are. */
export function renamingOf({ lastUpdatedName, dateCreatedName, etagName }: ServerNames): Renaming {
  const pairs = Object.entries({ _updated: lastUpdatedName, _created: dateCreatedName, _etag: etagName });
  const renamed = pairs.filter(([own, stored]) => own !== stored);
  const back = renamed.map(([own, stored]) => [stored, own] as const);
  const isAsItIs = renamed.length === 0;
  return {
    toStored: (document) => (isAsItIs ? (document as Members) : rename(document as Members, renamed)),
    fromStored: (stored) => (isAsItIs ? stored : rename(stored, back)) as StoredDocument, // nothing else is stored
  };
}

function rename(document: Members, names: readonly (readonly [from: string, to: string])[]): Members {
  const renamed = { ...document };
  for (const [from, to] of names) {
    if (!Object.hasOwn(renamed, from)) continue;
    renamed[to] = renamed[from];
    Reflect.deleteProperty(renamed, from);
  }
  return renamed;
}
