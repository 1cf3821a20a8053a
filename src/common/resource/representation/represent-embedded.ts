import type { ResourceDefinition } from '../definition/resource-definition.js';
import { isSubDocument } from '../../bson/is-sub-document.js';
import { referenceKey } from '../validation/reference-key.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { EmbeddedDocuments } from '../relations/embedded-documents.js';

type Members = Record<string, unknown>;

/** The embedded documents of an answer as clients see them: each represented once, however often it is referred to. */
export interface ShownDocuments {
  readonly segments: readonly string[];
  readonly documents: ReadonlyMap<string, Readonly<Members>>;
}

/** All of them, by identity: an answer may show each in many places, and the text of one is written once. */
export const SHOWN_DOCUMENTS = new WeakSet<object>();

/** Represents what an answer embeds, from the inside out. */
export function showEmbedded(
  embedded: readonly EmbeddedDocuments[],
  represent: (document: StoredDocument, definition: ResourceDefinition) => Members,
): readonly ShownDocuments[] {
  return embedded.map(({ path, definition, documents, inner }) => {
    const inside = showEmbedded(inner, represent);
    const shown = [...documents].map(([key, document]) => {
      const represented = embedIn(represent(document, definition), document, inside);
      SHOWN_DOCUMENTS.add(represented);
      return [key, represented] as const;
    });
    return { segments: path.split('.'), documents: new Map(shown) };
  });
}

/** Puts documents in the place of references: `null` where there is none, and nothing where that is in a list. Changes `represented`. */
export function embedIn(represented: Members, document: object, shown: readonly ShownDocuments[]): Members {
  for (const { segments, documents } of shown) {
    replaceMember(represented, document, segments, (value) => documents.get(referenceKey(value)) ?? null);
  }
  return represented;
}

type Show = (reference: unknown) => unknown;

function replaceMember(represented: Members, document: object, [name, ...rest]: readonly string[], show: Show): void {
  if (name === undefined || !Object.hasOwn(document, name)) return;
  const stored = (document as Members)[name]; // any object is a record of its members
  represented[name] = replaceValue(represented[name], stored, rest, show);
}

function replaceValue(represented: unknown, stored: unknown, rest: readonly string[], show: Show): unknown {
  if (Array.isArray(stored) && Array.isArray(represented)) {
    const elements = stored.map((element, index) => replaceValue(represented[index], element, rest, show));
    return rest.length > 0 ? elements : elements.filter((element) => element !== null);
  }
  if (rest.length === 0) return stored === null ? null : show(stored);
  if (isSubDocument(stored) && isSubDocument(represented)) replaceMember(represented, stored, rest, show);
  return represented;
}
