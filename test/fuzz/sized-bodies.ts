import fc, { type Arbitrary } from 'fast-check';

/** A body that grows with a number, and how many issues it has. */
export interface SizedBody {
  /** The resource that it is for. */
  readonly url: 'specimens' | 'free';
  readonly json: string;
  readonly documents: number;
  /** How many issues there are in it; undefined where it is enough that they are counted alike. */
  readonly issues: number | undefined;
}

/** What is served for such bodies: a resource with everything that a body can be checked against, and one without rules. */
export const SIZED_DOMAIN = {
  RESOURCE_METHODS: ['GET', 'POST'],
  ITEM_METHODS: ['GET', 'PUT', 'PATCH'],
  IF_MATCH: false,
  DOMAIN: {
    targets: { schema: { name: { type: 'string' } } },
    specimens: {
      schema: {
        name: { type: 'string' },
        number: { type: 'integer' },
        friends: { type: 'list', schema: { type: 'objectid', data_relation: { resource: 'targets' } } },
        numbers: { type: 'list', schema: { type: 'integer', max: 5 } },
        places: { type: 'list', schema: { type: 'dict', schema: { city: { type: 'string', required: true } } } },
        words: { type: 'dict', keysrules: { type: 'string', maxlength: 3 }, valuesrules: { type: 'integer' } },
        any: {},
      },
    },
    free: { schema: { name: { type: 'string' } }, allow_unknown: true },
  },
} as const;

type Made = Pick<SizedBody, 'json' | 'issues'> & Partial<Pick<SizedBody, 'url' | 'documents'>>;

/** Most documents in one POST, unless the settings say otherwise: more are rejected unseen. */
const BULK_LIMIT = 1000;

/** Each kind of body, by its size. */
const KINDS: Readonly<Record<string, (size: number) => Made>> = {
  'names with dots': (size) => ({ json: object(size, (n) => `"a.k${n}":1`), issues: 1 }),
  'deep names with one beginning': (size) => ({
    json: object(size, (n) => `"${'a.'.repeat(size % 110)}k${n}":1`),
    issues: undefined,
  }),
  'deep names in free documents': (size) => ({
    url: 'free',
    json: object(size, (n) => `"${'a.'.repeat(size % 40)}k${n}":1`),
    issues: undefined,
  }),
  'unknown members': (size) => ({ json: object(size, (n) => `"k${n}":1`), issues: size }),
  'unknown members of long names': (size) => ({ json: object(size, (n) => `"${'k'.repeat(200)}${n}":1`), issues: size }),
  'free members': (size) => ({ url: 'free', json: object(size, (n) => `"k${n}":1`), issues: 0 }),
  'ids that lead nowhere': (size) => ({ json: member('friends', list(size, (n) => `"${hex(n)}"`)), issues: size }),
  'one id, again and again': (size) => ({ json: member('friends', list(size, () => `"${hex(1)}"`)), issues: size }),
  'no ids': (size) => ({ json: member('friends', list(size, (n) => `"x${n}"`)), issues: size }),
  'numbers out of range': (size) => ({ json: member('numbers', list(size, () => '7')), issues: size }),
  'numbers in range': (size) => ({ json: member('numbers', list(size, () => '1')), issues: 0 }),
  'texts for numbers': (size) => ({ json: member('numbers', list(size, () => '"many"')), issues: undefined }),
  'sub-documents of another kind': (size) => ({ json: member('places', list(size, () => '{"town":1}')), issues: 2 * size }),
  'values by rule': (size) => ({ json: member('words', object(size, (n) => `"${n}":"x"`)), issues: size + Math.max(0, size - 1000) }),
  'lists in lists': (size) => ({ json: member('any', '['.repeat(size) + ']'.repeat(size)), issues: undefined }),
  'objects in objects': (size) => ({ json: member('any', '{"a":'.repeat(size) + '1' + '}'.repeat(size)), issues: undefined }),
  'free lists': (size) => ({ json: member('any', list(size, () => '[1,{"a":2}]')), issues: 0 }),
  'brackets without an end': (size) => ({ json: '[{"a":'.repeat(size), issues: undefined }),
  'a name, again and again': (size) => ({ json: object(size, () => '"number":1'), issues: size > 1 ? 1 : 0 }),
  'documents that are not valid': (size) => ({ json: list(size, (n) => `{"x${n}":1,"number":"x"}`), documents: size, issues: size > BULK_LIMIT ? 0 : 2 * size }),
  'documents of which one is not valid': (size) => ({
    json: list(size, (n) => (n === size - 1 ? '{"x":1}' : '{"number":1}')),
    documents: size,
    issues: size > BULK_LIMIT ? 0 : 1,
  }),
}; // prettier-ignore

/** The kinds of bodies that there are. */
export const BODY_KINDS: readonly string[] = Object.keys(KINDS);

/** Bodies of a kind: small ones, some of about a hundred parts, and large ones. */
export function sizedBody(kind: string): Arbitrary<SizedBody> {
  const sizes = fc.oneof(
    fc.integer({ min: 1, max: 10 }),
    fc.integer({ min: 90, max: 110 }),
    fc.integer({ min: 1, max: 1500 }),
  );
  return sizes.map((size) => ({ url: 'specimens', documents: 1, json: '', issues: undefined, ...KINDS[kind]?.(size) }));
}

function object(size: number, part: (n: number) => string): string {
  return `{${parts(size, part)}}`;
}

function list(size: number, part: (n: number) => string): string {
  return `[${parts(size, part)}]`;
}

function member(name: string, value: string): string {
  return `{"${name}":${value}}`;
}

function parts(size: number, part: (n: number) => string): string {
  return Array.from({ length: size }, (_, n) => part(n)).join(',');
}

function hex(n: number): string {
  return n.toString(16).padStart(24, 'a');
}
