import type { IndexDefinition, IndexKey, IndexKind } from '../definition/index-definition.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import type { DocumentPlace } from './place.js';
import type { ReadOptions } from './read-options.js';
import type { KeyReader } from './read-members.js';
import { listOf, readObject } from './readers.js';

const KINDS: readonly unknown[] = [1, -1, 'text', '2d', '2dsphere', 'hashed'] satisfies readonly IndexKind[];

/** Eve's `mongo_indexes`: `{"by_age": [["age", -1]]}`, or `{"by_age": [[["age", -1]], {"sparse": true}]}`. */
export const mongoIndexes: KeyReader<ReadOptions> = (value, place) => {
  const members = readObject(value, place);
  if (!members) return undefined;
  const indexes = Object.entries(members).map(([name, index]) => readIndex(name, index, place.at(name)));
  return { indexes: indexes.filter((index) => index !== undefined) };
};

function readIndex(name: string, value: unknown, place: DocumentPlace): IndexDefinition | undefined {
  if (!Array.isArray(value) || value.length === 0)
    return place.rejectValue(value, 'a list of pairs of a field and 1 or -1');
  const [pairs, options] = hasOptions(value) ? value : [value as readonly unknown[], {}];
  const keys = listOf(readKey)(pairs, place) ?? [];
  return { ...options, name, keys }; // MongoDB knows its options, and rejects others
}

function readKey(value: unknown, place: DocumentPlace): IndexKey | undefined {
  const [path, kind] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if (typeof path === 'string' && KINDS.includes(kind)) return [path, kind as IndexKind]; // is among them
  return place.rejectValue(value, `a pair of a field and one of ${KINDS.join(', ')}`);
}

/** `[[…pairs…], {…options…}]` */
function hasOptions(value: readonly unknown[]): value is readonly [readonly unknown[], object] {
  return value.length === 2 && Array.isArray(value[0]) && isPlainObject(value[1]);
}
