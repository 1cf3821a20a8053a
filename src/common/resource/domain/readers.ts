import type { SettingDefinition } from '../../../config/setting-definition.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import { describePythonOnly } from './describe-python-only.js';
import type { DocumentPlace } from './place.js';
import type { Members } from '../../values/members.js';

/** Reads a value of a domain document; what cannot be read is rejected in its place, and `undefined` given back. */
export type Reader<T> = (value: unknown, place: DocumentPlace) => T | undefined;

export const readBoolean: Reader<boolean> = (value, place) =>
  typeof value === 'boolean' ? value : place.rejectValue(value, 'true or false');

export const readText: Reader<string> = (value, place) =>
  typeof value === 'string' ? readable(value, place) : place.rejectValue(value, 'a string');

export const readObject: Reader<Members> = (value, place) =>
  isPlainObject(value) ? value : place.rejectValue(value, 'an object');

export const readAnything: Reader<unknown> = (value, place) => readable(value, place);

/** An integer within limits. */
export function integerFrom(min: number, max = Infinity): Reader<number> {
  const wanted = max === Infinity ? `an integer, ${min} or more` : `an integer from ${min} to ${max}`;
  return (value, place) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? value
      : place.rejectValue(value, wanted);
}

/** A text that matches. */
export function textLike(pattern: RegExp, wanted: string): Reader<string> {
  return (value, place) =>
    typeof value === 'string' && pattern.test(value) ? readable(value, place) : place.rejectValue(value, wanted);
}

/** One of a few words; `what` they are called. */
export function oneOf<T extends string>(what: string, words: readonly T[]): Reader<T> {
  return (value, place) => {
    const word = words.find((one) => one === value);
    if (word !== undefined || typeof value !== 'string') return word ?? place.rejectValue(value, `a ${what}`);
    return place.reject(`unknown ${what} "${value}", must be one of ${words.join(', ')}`);
  };
}

/** A list; a tuple of Python is one too. */
export function listOf<T>(readElement: Reader<T>): Reader<readonly T[]> {
  return (value, place) => {
    if (!Array.isArray(value)) return place.rejectValue(value, 'a list');
    return value.flatMap((element: unknown, index) => {
      const read = readElement(element, place.at(index));
      return read === undefined ? [] : [read];
    });
  };
}

/** A value that a setting can have, by its declaration. */
export function readerOf({ property, values }: Pick<SettingDefinition, 'property' | 'values'>): Reader<unknown> {
  if (values.kind === 'switch') return readBoolean;
  if (values.kind === 'integer') return integerFrom(values.min, values.max);
  if (values.kind === 'list') return listOf(readText);
  throw new Error(`${property} needs a reader of its own for domain documents.`);
}

/** A value in place of `null`, which is Python's `None`: as if nothing had been said. */
export function orNone<T>(read: Reader<T>): Reader<T> {
  return (value, place) => (value === null ? undefined : read(value, place));
}

/** A value that is no dump of something that only Python has. */
function readable<T>(value: T, place: DocumentPlace): T | undefined {
  const pythonOnly = describePythonOnly(value);
  return pythonOnly === undefined ? value : place.reject(pythonOnly);
}
