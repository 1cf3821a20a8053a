import fc from 'fast-check';
import { JsonWriter } from './json-writer.js';
import { TextTooLong } from '../../json/text-too-long.js';

const write = (body: unknown, indent: number, shared?: WeakSet<object>): string =>
  new JsonWriter({ indent }, { maxLength: Infinity, shared }).write(body);

describe('JsonWriter', () => {
  it('writes what JSON.stringify writes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()), fc.constant(undefined))),
        ),
        fc.constantFrom(0, 4),
        (body, indent) => {
          expect(write(body, indent)).toBe(JSON.stringify(body, null, indent));
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });

  it('writes shared objects as it writes others, wherever they are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.constantFrom(0, 4), (one, other, indent) => {
        const inner = { one };
        const outer = { inner, other, list: [inner, inner], nothing: {} };
        const body = { outer, list: [outer, { deep: [inner] }, 1], last: inner };
        expect(write(body, indent, new WeakSet<object>([inner, outer]))).toBe(JSON.stringify(body, null, indent));
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('gives up before it puts together more than is allowed', () => {
    const counted = { reads: 0 };
    const element = {
      get text() {
        counted.reads += 1;
        return 'x'.repeat(100);
      },
    };
    const body = { list: Array(1000).fill(element) };
    expect(() => new JsonWriter({ indent: 0 }, { maxLength: 1000 }).write(body)).toThrow(TextTooLong);
    expect(counted.reads).toBeLessThan(12);
  });

  it('turns a shared object into text once', () => {
    const counted = { reads: 0 };
    const shared = {
      get text() {
        counted.reads += 1;
        return 'x';
      },
    };
    const text = write({ a: shared, list: [{ a: shared }, { a: [shared, shared] }] }, 0, new WeakSet([shared]));
    expect([counted.reads, text]).toEqual([
      1,
      '{"a":{"text":"x"},"list":[{"a":{"text":"x"}},{"a":[{"text":"x"},{"text":"x"}]}]}',
    ]);
  });
});
