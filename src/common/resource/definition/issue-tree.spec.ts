import { IssueRenderer } from './issue-renderer.js';
import { addIssueAt, addIssues, addManyAt, hasIssueAt, type IssueTree } from './issue-tree.js';

function treeOf(...found: readonly (readonly [place: string, message: string])[]): IssueTree {
  const tree: IssueTree = new Map();
  for (const [place, message] of found) addIssueAt(tree, place.split('.'), message);
  return tree;
}

describe('an issue tree', () => {
  it.each<[readonly (readonly [string, string])[], object]>([
    [[], {}],
    [[['a', 'one']], { a: 'one' }],
    [
      [
        ['b', 'one'],
        ['a', 'two'],
      ],
      { b: 'one', a: 'two' },
    ],
    [
      [
        ['a', 'one'],
        ['a', 'two'],
      ],
      { a: ['one', 'two'] },
    ],
    [[['a.0', 'one']], { a: { 0: 'one' } }],
    [
      [
        ['a', 'one'],
        ['a.0', 'two'],
      ],
      { a: ['one', { 0: 'two' }] },
    ],
    [
      [
        ['a.b.0', 'one'],
        ['a.b.2.c', 'two'],
      ],
      { a: { b: { 0: 'one', 2: { c: 'two' } } } },
    ],
    [
      [
        ['toString', 'one'],
        ['constructor.length', 'two'],
      ],
      { toString: 'one', constructor: { length: 'two' } },
    ],
  ])('collects %j', (found, rendered) => {
    expect(new IssueRenderer({}).render(treeOf(...found))).toEqual(rendered);
  });

  it('keeps a member called __proto__', () => {
    const rendered = new IssueRenderer({}).render(treeOf(['__proto__', 'one']));
    expect(Object.entries(rendered)).toEqual([['__proto__', 'one']]);
  });

  it('joins what is found about one value at two times', () => {
    const tree = treeOf(['a', 'one'], ['a.b', 'two']);
    addIssues(tree, 'a', { messages: ['three'], inside: treeOf(['b', 'four'], ['c', 'five']) });
    expect(new IssueRenderer({}).render(tree)).toEqual({ a: ['one', 'three', { b: ['two', 'four'], c: 'five' }] });
  });

  it.each<[string, string, boolean]>([
    ['b', 'a', false],
    ['a', 'a', true],
    ['a', 'a.0', false],
    ['a.0', 'a.0', true],
    ['a.0', 'a.1', false],
    ['a', 'toString', false],
  ])('with an issue at %s knows what is wrong at %s: %s', (at, asked, isKnown) => {
    expect(hasIssueAt(treeOf([at, 'wrong']), asked.split('.'))).toBe(isKnown);
  });
});

describe('what is told of an issue tree', () => {
  const many = (count: number): IssueTree =>
    treeOf(...Array.from({ length: count }, (_, n) => [`f${n}`, 'wrong'] as const));

  it('is a list for every field where the style asks for it', () => {
    const renderer = new IssueRenderer({ validationErrorAsList: true });
    expect(renderer.render(treeOf(['a', 'one'], ['b.0', 'two']))).toEqual({ a: ['one'], b: [{ 0: ['two'] }] });
  });

  it('are the first hundred issues, and how many there are', () => {
    const renderer = new IssueRenderer({});
    expect(Object.keys(renderer.render(many(1000)))).toHaveLength(100);
    expect(renderer.issueCount).toBe(1000);
  });

  it('is all of a hundred, without a count', () => {
    const renderer = new IssueRenderer({});
    expect(Object.keys(renderer.render(many(100)))).toHaveLength(100);
    expect(renderer.issueCount).toBeUndefined();
  });

  it('is one hundred of several trees together', () => {
    const renderer = new IssueRenderer({});
    const told = [many(60), many(60), many(60)].map((tree) => Object.keys(renderer.render(tree)).length);
    expect([told, renderer.issueCount]).toEqual([[60, 40, 0], 180]);
  });
});

describe('many issues of one kind', () => {
  it('are worded as far as they can be told, and counted', () => {
    const issues: IssueTree = new Map();
    const wordingOf = jest.fn(({ at }: { readonly at: readonly string[] }) => `wrong at ${at.join('.')}`);
    addManyAt(
      Array.from({ length: 1000 }, (_, n) => ({ issues, at: ['a', String(n)] })),
      wordingOf,
    );
    const renderer = new IssueRenderer({});
    expect(Object.entries(renderer.render(issues)['a'] ?? {})).toHaveLength(100);
    expect(renderer.issueCount).toBe(1000);
    expect(wordingOf).toHaveBeenCalledTimes(100);
  });
});
