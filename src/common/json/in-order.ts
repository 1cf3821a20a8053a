import { isWritingExactly, NAME_MARK } from './stringify-exactly.js';

/** Has the members of an object written as JSON in this order, where JavaScript has another one. Changes the object. */
export function inOrder<M extends Readonly<Record<string, unknown>>>(members: M, names: readonly string[]): M {
  const { toJSON: own } = members; // a document may have a member of this name
  const valueOf = (name: string): unknown => (name === 'toJSON' ? own : members[name]);
  const toJSON = (): object =>
    isWritingExactly()
      ? Object.fromEntries(
          [...new Set([...names, ...Object.keys(members)])]
            .filter((name) => Object.hasOwn(members, name))
            .map((name) => [NAME_MARK + name, valueOf(name)]),
        )
      : members;
  return Object.defineProperty(members, 'toJSON', { value: toJSON, enumerable: false });
}
