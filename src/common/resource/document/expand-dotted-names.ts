import { isPlainObject } from '../definition/is-plain-object.js';

/** Names of more parts are left as they are: nothing is called so. */
const MOST_PARTS = 100;

/**
 * `{"location.city": "NY"}` → `{"location": {"city": "NY"}}`, as Eve reads it. Members of one sub-document come together,
 * wherever they stand; a plain name keeps its value.
 */
export function expandDottedNames(payload: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!Object.keys(payload).some((name) => name.includes('.'))) return payload;
  const expanded: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(payload)) {
    const parts = name.split('.', MOST_PARTS + 1);
    assignAt(expanded, parts.length > MOST_PARTS ? [name] : parts, value);
  }
  return expanded;
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
