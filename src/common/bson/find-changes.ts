import { hasMembers, isSameValue } from './is-same-value.js';
import { isReordered } from './member-order.js';
import { storedMembers, type StoredValue } from './stored-value.js';

/** A member that is set, or removed where there is nothing to set. */
export interface Change {
  /** Its name, behind those of the sub-documents that it is in, with dots. */
  readonly path: string;
  readonly stored: StoredValue | undefined;
  readonly set?: { readonly value: unknown };
}

/** More changes at once are made of whole sub-documents: databases compare every path of a write with every other one. */
const MOST_CHANGES = 500;

/** A name that stands for itself in a path. */
const PLAIN_NAME = /^[^.$][^.]*$/;

/**
 * The changes that make of a stored document another one, sub-documents taken apart as far as paths reach, lists never. Undefined where no
 * path can: the document has to be written whole.
 */
export function findChanges(stored: StoredValue, document: object, prefix = ''): readonly Change[] | undefined {
  const members = storedMembers(stored);
  const changed = membersChanged(members, document);
  if (changed.length > MOST_CHANGES || !changed.every(({ path }) => PLAIN_NAME.test(path))) return undefined;
  const whole = changed.map((change) => ({ ...change, path: prefix + change.path }));
  const apart = whole.flatMap((change) => takeApart(change) ?? [change]);
  return apart.length > MOST_CHANGES ? whole : apart;
}

function membersChanged(members: ReadonlyMap<string, StoredValue>, document: object): readonly Change[] {
  const set = Object.entries(document).map(([path, value]): Change => ({
    path,
    stored: members.get(path),
    set: { value },
  }));
  const changed = set.filter((one) => !one.stored || !isSameValue(one.stored.value, one.set?.value));
  const removed = [...members].filter(([name]) => !Object.hasOwn(document, name));
  return [...changed, ...removed.map(([path, stored]) => ({ path, stored }))];
}

/** A sub-document that stays one → its members that change. */
function takeApart({ path, stored, set }: Change): readonly Change[] | undefined {
  if (!stored || !hasMembers(stored.value) || !set || !hasMembers(set.value)) return undefined;
  return isAddedInOrder(stored.value, set.value) ? undefined : findChanges(stored, set.value, `${path}.`);
}

/** Whether members are added in an order that matters to whoever sent them: a database adds those that integers name first. */
function isAddedInOrder(stored: object, document: object): boolean {
  if (!isReordered(document)) return false;
  const added = Object.keys(document).filter((name) => !Object.hasOwn(stored, name));
  return added.length > 1 && added.some((name) => /^\d+$/.test(name));
}
