import type { DefinitionPlace } from '../fields/definition-error.js';
import type {
  IndexDeclaration,
  IndexDefinition,
  IndexKey,
  IndexKind,
  IndexOptions,
} from '../definition/index-definition.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import { didYouMean } from '../../../config/did-you-mean.js';
import { quote } from '../../text/quote.js';
import type { DeclaredIndex } from './declared-index.js';

const KINDS: ReadonlySet<unknown> = new Set([1, -1, 'text', '2d', '2dsphere', 'hashed'] satisfies IndexKind[]);

const OPTIONS = {
  name: 'string',
  unique: 'boolean',
  sparse: 'boolean',
  hidden: 'boolean',
  expireAfterSeconds: 'number',
  partialFilterExpression: 'object',
  collation: 'object',
  wildcardProjection: 'object',
  weights: 'object',
  default_language: 'string',
  language_override: 'string',
  textIndexVersion: 'number',
  '2dsphereIndexVersion': 'number',
  bits: 'number',
  min: 'number',
  max: 'number',
  storageEngine: 'object',
  background: 'boolean',
} as const satisfies Record<'name' | keyof IndexOptions, 'boolean' | 'number' | 'string' | 'object'>;

/** The declaration of one index → the index in full. Throws, with the path of the mistake, on one that cannot be. */
export function readIndex(declaration: IndexDeclaration, place: DefinitionPlace): DeclaredIndex {
  if (!isPlainObject(declaration)) place.reject(`an index is { field: 1 } or { keys: { field: 1 }, … }.`);
  const { keys, ...given }: IndexDefinition = hasKeys(declaration) ? declaration : { keys: declaration };
  const said = Object.entries<unknown>(given).filter(([, value]) => value !== undefined);
  for (const [option, value] of said) requireOption(place, option, value);
  const { name, ...options }: Omit<IndexDefinition, 'keys'> = Object.fromEntries(
    said.filter(([, value]) => value !== false),
  );
  return { place, name, keys: readKeys(keys, place.at('keys')), options };
}

/** A field may be called `keys`, too: its kind is no object. */
function hasKeys(declaration: IndexDeclaration): declaration is IndexDefinition {
  return typeof declaration.keys === 'object';
}

function readKeys(keys: IndexDefinition['keys'], place: DefinitionPlace): readonly IndexKey[] {
  const pairs: readonly IndexKey[] = Array.isArray(keys) ? keys : Object.entries(keys);
  if (pairs.length === 0) place.reject('an index has at least one key.');
  for (const pair of pairs) requireKey(place, pair);
  const paths = pairs.map(([path]) => path);
  const duplicate = paths.find((path, index) => paths.indexOf(path) !== index);
  if (duplicate !== undefined) place.at(duplicate).reject('is duplicated.');
  return pairs;
}

function requireKey(place: DefinitionPlace, pair: unknown): void {
  if (!Array.isArray(pair) || pair.length !== 2) place.reject(`${quote(pair)} is no pair of a field and 1 or -1.`);
  const [path, kind] = pair as readonly unknown[];
  if (typeof path !== 'string') place.reject(`${quote(path)} is no field.`);
  if (KINDS.has(kind)) return;
  const hint = Object.hasOwn(OPTIONS, path) ? ' Options stand beside the keys: { keys: { … }, … }.' : '';
  place.at(path).reject(`${quote(kind)} is not one of ${[...KINDS].join(', ')}.${hint}`);
}

function requireOption(place: DefinitionPlace, option: string, value: unknown): void {
  const types: Readonly<Record<string, string>> = OPTIONS;
  const type = Object.hasOwn(types, option) ? types[option] : undefined;
  if (type === undefined)
    place.at(option).reject(`no index has such an option${didYouMean(option, Object.keys(types))}`);
  if (type === 'object' ? !isPlainObject(value) : typeof value !== type)
    place.at(option).reject(`${quote(value)} is no ${type}.`);
}
