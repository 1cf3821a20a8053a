import { isPlainObject } from '../definition/is-plain-object.js';
import { ownMember } from '../definition/own-member.js';
import { setMember } from '../definition/set-member.js';

/** Names of more parts are left as they are: nothing is called so. */
const MOST_PARTS = 100;

/** Levels that are looked at: what nests deeper is refused anyway. */
const LEVELS = 50;

type Members = Readonly<Record<string, unknown>>;

/** Members on their way into their places: objects of our own, which grow. */
type Expanded = Record<string, unknown>;

/**
 * `{"location.city": "NY"}` → `{"location": {"city": "NY"}}`, at every level, as Eve reads it. Members of one sub-document
 * come together, wherever they stand; a plain name keeps its value.
 */
export function expandDottedNames(payload: Members): Members {
  return hasDottedName(payload, LEVELS) ? expandMembers(payload, LEVELS) : payload;
}

function hasDottedName(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null || levels === 0) return false;
  if (Array.isArray(value)) return value.some((element) => hasDottedName(element, levels - 1));
  // one pass: objects of many members are slow to list
  for (const name in value) {
    if (name.includes('.') || hasDottedName(ownMember(value, name), levels - 1)) return true;
  }
  return false;
}

function expandMembers(members: Members, levels: number): Expanded {
  const expanded: Expanded = {};
  for (const [name, value] of Object.entries(members)) {
    const parts = name.includes('.') ? name.split('.', MOST_PARTS + 1) : [name];
    assignAt(expanded, parts.length > MOST_PARTS ? [name] : parts, expandValue(value, levels - 1));
  }
  return expanded;
}

/** Objects of the payload are copied once, so that members can be added to them. */
function expandValue(value: unknown, levels: number): unknown {
  if (Array.isArray(value)) return levels === 0 ? value : value.map((element) => expandValue(element, levels - 1));
  if (!isPlainObject(value)) return value;
  return levels === 0 ? { ...value } : expandMembers(value, levels);
}

function assignAt(target: Expanded, path: readonly string[], value: unknown): void {
  let inside = target;
  for (const name of path.slice(0, -1)) inside = membersAt(inside, name);
  const [last = ''] = path.slice(-1);
  const present = ownMember(inside, last);
  if (!isPlainObject(present) || !isPlainObject(value)) setMember(inside, last, value);
  else for (const [name, member] of Object.entries(value)) setMember(present, name, member); // made above
}

function membersAt(target: Expanded, name: string): Expanded {
  const present = ownMember(target, name);
  if (isPlainObject(present)) return present; // made above
  const members: Expanded = {};
  setMember(target, name, members);
  return members;
}
