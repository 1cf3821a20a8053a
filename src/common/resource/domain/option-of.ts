import type { KeyReader } from './read-members.js';
import type { Reader } from './readers.js';

/** Makes readers of keys that say what one member of a `T` says, under another name. */
export function optionOf<T>() {
  return <Name extends keyof T>(name: Name, read: Reader<NonNullable<T[Name]>>): KeyReader<T> => {
    return (value, place) => {
      const decided = read(value, place);
      return decided === undefined ? {} : ({ [name]: decided } as unknown as Partial<T>); // its member of that name
    };
  };
}
