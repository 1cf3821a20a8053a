import fc, { type Arbitrary } from 'fast-check';
import { query } from '../support/client.js';

/** Each kind of query, by its size: the parameter and its text. */
const KINDS: Readonly<Record<string, (size: number) => readonly [parameter: string, text: string]>> = {
  'alternatives': (size) => ['where', `{"$or":[${parts(size, (n) => `{"number":${n}}`)}]}`],
  'operators that repeat': (size) => ['where', `{"number":{${parts(size, () => '"$gt":1')}}}`],
  'operators beside each other': (size) => ['where', `{${parts(size, () => '"$or":[{"number":1}]')}}`],
  'operators in operators': (size) => ['where', `${'{"$and":['.repeat(size)}{"number":1}${']}'.repeat(size)}`],
  'negations': (size) => ['where', `{"number":${'{"$not":'.repeat(size)}{"$gt":1}${'}'.repeat(size)}}`],
  'values': (size) => ['where', `{"number":{"$in":[${parts(size, (n) => `${n}`)}]}}`],
  'values of another type': (size) => ['where', `{"number":{"$in":[${parts(size, (n) => `"x${n}"`)}]}}`],
  'unknown fields': (size) => ['where', `{${parts(size, (n) => `"k${n}":1`)}}`],
  'unknown operators': (size) => ['where', `{"number":{${parts(size, (n) => `"$k${n}":1`)}}}`],
  'a deep path': (size) => ['where', `{"${'any.'.repeat(size)}x":1}`],
  'a pattern': (size) => ['where', `{"name":{"$regex":"${'(a|b)'.repeat(size)}"}}`],
  'brackets without an end': (size) => ['where', '{"$or":['.repeat(size)],
  'conditions in Python': (size) => ['where', parts(size, (n) => `number==${n}`, ' or ')],
  'brackets in Python': (size) => ['where', `${'('.repeat(size)}number==1${')'.repeat(size)}`],
  'sorted by one field, again and again': (size) => ['sort', parts(size, () => '-number')],
  'sorted by many fields': (size) => ['sort', parts(size, (n) => `k${n}`)],
  'sorted by a long list': (size) => ['sort', `[${parts(size, () => '("number", 1)')}]`],
  'sorted by a deep path': (size) => ['sort', `${'any.'.repeat(size)}x`],
  'many parts': (size) => ['projection', `{${parts(size, (n) => `"k${n}":1`)}}`],
  'one part, again and again': (size) => ['projection', `{${parts(size, () => '"number":1')}}`],
  'a deep part': (size) => ['projection', `{"${'any.'.repeat(size)}x":1}`],
  'many relations': (size) => ['embedded', `{${parts(size, (n) => `"k${n}":1`)}}`],
  'a long number': (size) => ['page', '1'.repeat(size)],
  'unknown parameters': (size) => ['foo', 'x'.repeat(size)],
}; // prettier-ignore

/** The kinds of queries that there are. */
export const QUERY_KINDS: readonly string[] = Object.keys(KINDS);

/** Query strings of a kind, as large as a request line can be, and larger. */
export function sizedQuery(kind: string): Arbitrary<string> {
  const sizes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 1200 }));
  return sizes.map((size) => {
    const [parameter = '', text = ''] = KINDS[kind]?.(size) ?? [];
    return query({ [parameter]: text });
  });
}

function parts(size: number, part: (n: number) => string, between = ','): string {
  return Array.from({ length: size }, (_, n) => part(n)).join(between);
}
