import { isDeepStrictEqual } from 'node:util';
import { describePythonOnly, INSTEAD } from './describe-python-only.js';
import type { KeyReader } from './read-members.js';

/** A key of a feature that there is not yet: taken at Eve's default, which is how the service behaves, rejected otherwise. */
export function notYet(...defaults: readonly unknown[]): KeyReader<object> {
  return (value, place) =>
    defaults.some((one) => isDeepStrictEqual(one, value)) ? {} : place.reject('not supported yet; remove it');
}

/** A key whose value only Python can have. */
export const onlyPython: KeyReader<object> = (value, place) => {
  if (value === null) return {};
  return place.reject(describePythonOnly(value) ?? `only Python can do this; ${INSTEAD}`);
};

/** A key that changes nothing here, whatever its value: notes, or what is always so. */
export const withoutEffect: KeyReader<object> = () => ({});
