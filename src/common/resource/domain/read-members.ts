import type { DocumentPlace } from './place.js';
import type { Members } from '../../values/members.js';
import type { Reader } from './readers.js';

/** Reads the value of a key: gives what it contributes to a result of type `T`, or nothing where it is rejected. */
export type KeyReader<T> = (value: unknown, place: DocumentPlace) => Partial<T> | undefined;

/** The keys that an object may have. */
export type KeyTable<T> = Readonly<Record<string, KeyReader<T>>>;

/** The options that the members of an object stand for; a key that is not in the table is rejected, with the nearest one that is. */
export function readMembers<T extends object>(
  members: Members,
  { table, place, what }: { readonly table: KeyTable<T>; readonly place: DocumentPlace; readonly what: string },
): Partial<T> {
  const read = Object.entries(members).map(([key, value]) => {
    const readKey = Object.hasOwn(table, key) ? table[key] : undefined;
    return readKey ? readKey(value, place.at(key)) : place.at(key).rejectUnknown(what, key, Object.keys(table));
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
