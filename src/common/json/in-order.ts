import { isWritingExactly, NAME_MARK } from './stringify-exactly.js';

/** Has the members of an object written as JSON in this order, where JavaScript has another one. Changes the object. */
export function inOrder<M extends Readonly<Record<string, unknown>>>(members: M, names: readonly string[]): M {
  const toJSON = (): object =>
    isWritingExactly() ? Object.fromEntries(names.map((name) => [NAME_MARK + name, members[name]])) : members;
  return Object.defineProperty(members, 'toJSON', { value: toJSON, enumerable: false });
}
