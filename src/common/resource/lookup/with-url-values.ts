import { isPlainObject } from '../../values/is-plain-object.js';
import type { UrlValues } from './lookup.js';
import { representValue } from '../document/represent-value.js';
import type { Payload } from '../validation/validate-document.js';

/** A payload with the values that its URL names in the place of its own, as Eve writes them. */
export function withUrlValues(payload: Payload, values: UrlValues): Payload {
  return Object.entries(values).reduce((placed, [path, value]) => withValueAt(placed, path.split('.'), value), payload);
}

/** The changes of a PATCH, none of which leads away from its URL. */
export function withinUrl(changes: Payload, values: UrlValues): Payload {
  const named = Object.keys(changes).map((name) => name.split('.', 1)[0]);
  const touched = Object.entries(values).filter(([path]) => named.includes(path.split('.', 1)[0]));
  return withUrlValues(changes, Object.fromEntries(touched));
}

/** A member may also be named with dots; a value that should have members and has none is left for validation to reject. */
function withValueAt(payload: Payload, [name = '', ...rest]: readonly string[], value: unknown): Payload {
  if (rest.length === 0)
    return { ...withoutDotted(payload, name), [name]: typeof value === 'bigint' ? value : representValue(value) };
  const { [name]: present = {} } = payload;
  if (present !== null && !isPlainObject(present)) return payload;
  return { ...withoutDotted(payload, [name, ...rest].join('.')), [name]: withValueAt(present ?? {}, rest, value) };
}

function withoutDotted(payload: Payload, path: string): Payload {
  return Object.fromEntries(Object.entries(payload).filter(([name]) => name !== path && !name.startsWith(`${path}.`)));
}
