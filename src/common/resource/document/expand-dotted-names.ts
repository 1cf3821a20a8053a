import { isPlainObject } from '../definition/is-plain-object.js';

/** Names of more parts are left as they are: nothing is called so. */
const MOST_PARTS = 100;

/** Levels that are looked at: what nests deeper is refused anyway. */
const LEVELS = 50;

type Members = Readonly<Record<string, unknown>>;

/**
 * `{"location.city": "NY"}` → `{"location": {"city": "NY"}}`, at every level, as Eve reads it. Members of one sub-document
 * come together, wherever they stand; a plain name keeps its value.
 */
export function expandDottedNames(payload: Members): Members {
  return hasDottedName(payload, LEVELS) ? expandMembers(payload, LEVELS) : payload;
}

function hasDottedName(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null || levels === 0) return false;
  if (!Array.isArray(value) && Object.keys(value).some((name) => name.includes('.'))) return true;
  return Object.values(value).some((member) => hasDottedName(member, levels - 1));
}

function expandMembers(members: Members, levels: number): Members {
  const expanded: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(members)) {
    const parts = name.split('.', MOST_PARTS + 1);
    assignAt(expanded, parts.length > MOST_PARTS ? [name] : parts, expandValue(value, levels - 1));
  }
  return expanded;
}

function expandValue(value: unknown, levels: number): unknown {
  if (levels === 0) return value;
  if (Array.isArray(value)) return value.map((element) => expandValue(element, levels - 1));
  return isPlainObject(value) ? expandMembers(value, levels) : value;
}

function assignAt(target: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  const present = Object.hasOwn(target, name) ? target[name] : undefined;
  if (rest.length > 0) {
    const members = isPlainObject(present) ? { ...present } : {};
    assignAt(members, rest, value);
    define(target, name, members);
  } else {
    define(target, name, isPlainObject(present) && isPlainObject(value) ? { ...present, ...value } : value);
  }
}

/** Unlike an assignment, also right for a member called `__proto__`. */
function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
