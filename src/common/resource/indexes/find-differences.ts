import type mongoose from 'mongoose';
import type { IndexOptions } from '../definition/index-definition.js';
import { isEqual } from '../../values/is-equal.js';
import { quote } from '../../text/quote.js';
import type { DeclaredIndex } from './declared-index.js';

/** An index as MongoDB lists it. */
export type StoredIndex = mongoose.mongo.IndexDescriptionInfo;

type Facts = Readonly<Record<string, unknown>>;

/** The defaults of options. An option that is not here is compared only where it was declared. */
const DEFAULTS = {
  unique: false,
  sparse: false,
  hidden: false,
  expireAfterSeconds: undefined,
  partialFilterExpression: undefined,
  wildcardProjection: undefined,
  default_language: 'english',
  language_override: 'language',
  bits: 26,
  min: -180,
  max: 180,
} as const satisfies Partial<Record<keyof IndexOptions, unknown>>;

/** MongoDB lists every member of a collation, whatever was declared; these alone are the same in all languages. */
const COLLATION_DEFAULTS = { strength: 3, caseLevel: false, numericOrdering: false } as const;

/** How a stored index is not what was declared, such as `unique is false instead of true`. */
export function findDifferences(declared: DeclaredIndex, stored: StoredIndex): readonly string[] {
  const { name, options } = declared;
  const said = { ...DEFAULTS, ...options, ...(name !== undefined && { name }), weights: listedWeights(declared) };
  const expected: Facts = { ...said, keys: listedKeys(declared) };
  const actual: Facts = { ...DEFAULTS, ...stored, keys: Object.entries(stored.key) };
  const different = Object.keys(expected).filter(
    (fact) => !NOT_COMPARED.has(fact) && !isEqual(expected[fact], actual[fact]),
  );
  return [
    ...different.map((fact) => `${fact} is ${show(actual[fact])} instead of ${show(expected[fact])}`),
    ...(hasCollation(stored, options.collation)
      ? []
      : [`collation is ${show(stored.collation)} instead of ${show(options.collation)}`]),
  ];
}

/** `background` is forgotten once the index is built; a collation is compared member by member. */
const NOT_COMPARED: ReadonlySet<string> = new Set(['background', 'collation'] satisfies (keyof IndexOptions)[]);

/** Whether an index has the declared collation. MongoDB lists more members; undeclared it is the collection's. */
export function hasCollation({ collation }: StoredIndex, declared: IndexOptions['collation']): boolean {
  if (!declared) return true;
  const actual: Facts = completeCollation(collation);
  return Object.entries(completeCollation(declared)).every(([member, value]) => actual[member] === value);
}

function completeCollation(collation: IndexOptions['collation']): Facts {
  return { locale: 'simple', ...COLLATION_DEFAULTS, ...collation };
}

/** The keys as MongoDB lists them: one pair for all text keys, which names none of them. */
export function listedKeys({ keys }: DeclaredIndex): readonly (readonly [path: string, kind: unknown])[] {
  const first = keys.findIndex(([, kind]) => kind === 'text');
  if (first === -1) return keys;
  const others = keys.filter(([, kind]) => kind !== 'text');
  return [...others.slice(0, first), ['_fts', 'text'], ['_ftsx', 1], ...others.slice(first)];
}

/** The text keys and their weights; undefined of an index that has none. */
function listedWeights({ keys, options }: DeclaredIndex): Facts | undefined {
  const texts = keys.filter(([, kind]) => kind === 'text').map(([path]) => [path, 1] as const);
  return texts.length === 0 ? undefined : { ...Object.fromEntries<number>(texts), ...options.weights };
}

function show(value: unknown): string {
  return value === undefined ? 'absent' : quote(value);
}
