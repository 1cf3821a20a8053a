import type { Place } from './place.js';
import type { Members, Reader } from './readers.js';

/** Reads the value of a key: gives what it contributes to a result of type `T`, or nothing where it is refused. */
export type KeyReader<T> = (value: unknown, place: Place) => Partial<T> | undefined;

/** The keys that an object may have. */
export type KeyTable<T> = Readonly<Record<string, KeyReader<T>>>;

/** What the members of an object say together; a key that is not in the table is refused, with the nearest one that is. */
export function readMembers<T extends object>(
  members: Members,
  { table, place, what }: { readonly table: KeyTable<T>; readonly place: Place; readonly what: string },
): Partial<T> {
  const read = Object.entries(members).map(([key, value]) => {
    const readKey = Object.hasOwn(table, key) ? table[key] : undefined;
    return readKey ? readKey(value, place.at(key)) : place.at(key).refuseUnknown(what, key, Object.keys(table));
  });
  return Object.assign({}, ...read) as Partial<T>; // each part is one of it
}

/** Makes readers of keys that say what one member of a `T` says, under another name. */
export function optionOf<T>() {
  return <Name extends keyof T>(name: Name, read: Reader<NonNullable<T[Name]>>): KeyReader<T> => {
    return (value, place) => {
      const decided = read(value, place);
      return decided === undefined ? {} : ({ [name]: decided } as unknown as Partial<T>); // its member of that name
    };
  };
}
