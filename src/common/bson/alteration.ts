import { exactValue } from './exact-value.js';
import type { StoredValue } from './stored-value.js';
import { writeOver } from './write-over.js';
import { writeAt } from './unwritable.js';
import { findChanges } from './find-changes.js';

type MembersByName = ReadonlyMap<string, unknown>;

/** The content of a write: the members that it sets and removes, by path, or, where no path can name them, the whole document. */
export type Modification =
  { readonly set: MembersByName; readonly removed: readonly string[] } | { readonly replacement: MembersByName };

/** The modification that makes of a stored document another one, and the one that undoes it. */
export interface Alteration {
  readonly forth: Modification;
  /** Worked out when it is asked for. Throws for values that cannot be written again. */
  readonly back: () => Modification;
}

/** How a stored document becomes this one, of which nothing that was only read is written where it can stay. Throws `Unwritable`. */
export function alterationOf(stored: StoredValue, document: object): Alteration {
  const changes = findChanges(stored, document);
  if (!changes) {
    const whole = (value: unknown): Modification => ({ replacement: value as MembersByName }); // what is made of documents
    return { forth: whole(writeOver(document, stored)), back: () => whole(exactValue(stored)) };
  }
  const set = changes.map(
    ({ path, stored: one, set: to }) => [path, to && { value: writeAt(path, () => writeOver(to.value, one)) }] as const,
  );
  return {
    forth: modificationOf(set),
    back: () => modificationOf(changes.map(({ path, stored: one }) => [path, one && { value: exactValue(one) }])),
  };
}

type Setting = readonly [path: string, set: { readonly value: unknown } | undefined];

function modificationOf(settings: readonly Setting[]): Modification {
  const set = new Map<string, unknown>();
  const removed: string[] = [];
  for (const [path, to] of settings)
    if (to) set.set(path, to.value);
    else removed.push(path);
  return { set, removed };
}
