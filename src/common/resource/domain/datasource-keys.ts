import type { AggregationOptions } from '../definition/aggregation.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import type { DocumentPlace } from './place.js';
import type { ReadOptions } from './read-options.js';
import { optionOf, readMembers, type KeyReader, type KeyTable } from './read-members.js';
import { listOf, orNone, readObject, readText, textLike } from './readers.js';

/** Where a resource's documents come from: Eve's `datasource`. */
export const datasource: KeyReader<ReadOptions> = (value, place) => {
  const members = readObject(value, place);
  return members && readMembers(members, { table: DATASOURCE_KEYS, place, what: 'key' });
};

function readFilter(value: unknown, place: DocumentPlace): ReadOptions['filter'] {
  return typeof value === 'string' ? readText(value, place) : readObject(value, place);
}

/** `[["age", -1], ["name", 1]]` → `-age,name`. */
function readSort(value: unknown, place: DocumentPlace): string | undefined {
  if (typeof value === 'string') return readText(value, place);
  const pairs = listOf(readPair)(value, place) ?? [];
  return pairs.map(([field, order]) => (order === -1 ? `-${field}` : field)).join(',') || undefined;
}

function readProjection(value: unknown, place: DocumentPlace): ReadOptions['projection'] {
  if (!isPlainObject(value)) return place.rejectValue(value, 'an object of fields with 1 or 0');
  const marks = Object.entries(value).map(([name, mark]) => [name, readMark(mark, place.at(name))] as const);
  return Object.fromEntries(marks);
}

function readMark(mark: unknown, place: DocumentPlace): 0 | 1 {
  const isOut = mark === 0 || mark === false;
  if (!isOut && mark !== 1 && mark !== true) place.rejectValue(mark, '1 or 0');
  return isOut ? 0 : 1;
}

function readAggregation(value: unknown, place: DocumentPlace): AggregationOptions | undefined {
  const members = readObject(value, place);
  if (!members) return undefined;
  const { pipeline, ...others } = readMembers<AggregationOptions>(members, {
    table: AGGREGATION_KEYS,
    place,
    what: 'key',
  });
  return pipeline === undefined ? place.reject('must have a pipeline') : { pipeline, ...others };
}

const aggregationPart = optionOf<AggregationOptions>();

const AGGREGATION_KEYS: KeyTable<AggregationOptions> = {
  pipeline: aggregationPart('pipeline', listOf(readObject)),
  options: aggregationPart('options', readObject),
};

const option = optionOf<ReadOptions>();

export const DATASOURCE_KEYS: KeyTable<ReadOptions> = {
  source: option('source', textLike(/^[^$\s]+$/, 'the name of a collection')),
  filter: option('filter', orNone(readFilter)),
  default_sort: option('defaultSort', orNone(readSort)),
  projection: option('projection', orNone(readProjection)),
  aggregation: option('aggregation', orNone(readAggregation)),
};

/** `["age", -1]`: a field, and whether it ascends or descends. */
function readPair(value: unknown, place: DocumentPlace): readonly [string, 1 | -1] | undefined {
  const [field, order] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if (typeof field !== 'string' || (order !== 1 && order !== -1)) {
    return place.rejectValue(value, 'a pair of a field and 1 or -1');
  }
  return [field, order];
}
