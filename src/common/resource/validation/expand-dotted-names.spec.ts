import { expandDottedNames } from './expand-dotted-names.js';

/** A name of so many parts. */
const partsOf = (count: number): string => 'a.'.repeat(count - 1) + 'a';

describe('expandDottedNames', () => {
  it.each<[unknown, unknown]>([
    [
      { 'a.b': 1, 'a.c': 2, d: 3, 'a.e': 4 },
      { a: { b: 1, c: 2, e: 4 }, d: 3 },
    ],
    [
      { 'a.b': 1, 'a.b2.c': 2, 'a.b2.d': 3, 'b.a': 4, 'a.f': 5 },
      { a: { b: 1, b2: { c: 2, d: 3 }, f: 5 }, b: { a: 4 } },
    ],
    [{ a: { b: 1 }, 'a.c': 2, 'a.d': 3 }, { a: { b: 1, c: 2, d: 3 } }],
    [{ 'a.b': 1, a: { 'c.d': 2 }, 'a.e': 3 }, { a: { b: 1, c: { d: 2 }, e: 3 } }],
    [
      { 'a.': 1, '.a': 2, '.': { b: 3 }, '..c': 4 },
      { a: { '': 1 }, '': { a: 2, '': { b: 3, c: 4 } } },
    ],
    [{ list: [{ 'a.b': 1 }, 2, [{ 'c.d': 3 }]] }, { list: [{ a: { b: 1 } }, 2, [{ c: { d: 3 } }]] }],
    [
      { [partsOf(101)]: 1, 'a.b': 2, [partsOf(102)]: 3 },
      { [partsOf(101)]: 1, a: { b: 2 }, [partsOf(102)]: 3 },
    ],
  ])('makes of %j %j', (payload, expanded) => {
    expect(expandDottedNames(payload as Record<string, unknown>)).toEqual(expanded);
  });

  it.each<[object, string]>([
    [{ 'a.b': 1, 'a.c': 2, a: { b: 3 } }, 'a.b'],
    [{ a: 1, 'a.b': 2 }, 'a'],
    [{ 'a.b': 1, 'a.b.c': 2 }, 'a.b'],
    [{ 'a.b': 1, a: 2 }, 'a'],
  ])('rejects %j, which gives %s in two ways', (payload, path) => {
    expect(() => expandDottedNames(payload as Record<string, unknown>)).toThrow(
      expect.objectContaining({ issues: { [path]: expect.any(String) as string } }) as Error,
    );
  });

  it('leaves a payload alone that has no dots', () => {
    const payload = { a: { b: [1, { c: 2 }] } };
    expect(expandDottedNames(payload)).toBe(payload);
  });
});
