import { IssueRenderer } from '../validation/issue-renderer.js';
import { IssueTree } from './issue-tree.js';
import { issue } from './validation-issue.js';

function treeOf(...found: readonly (readonly [place: string, message: string])[]): IssueTree {
  const tree = new IssueTree();
  for (const [place, message] of found) tree.reportAt(place.split('.'), issue('custom', message));
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
    tree.add('a', { issues: [issue('custom', 'three')], inside: treeOf(['b', 'four'], ['c', 'five']) });
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
    expect(treeOf([at, 'wrong']).hasAt(asked.split('.'))).toBe(isKnown);
  });
});

function many(count: number): IssueTree {
  return treeOf(...Array.from({ length: count }, (_, n) => [`f${n}`, 'wrong'] as const));
}

describe('what is reported an issue tree', () => {
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
    const reported = [many(60), many(60), many(60)].map((tree) => Object.keys(renderer.render(tree)).length);
    expect([reported, renderer.issueCount]).toEqual([[60, 40, 0], 180]);
  });
});

describe('more issues than an answer reports', () => {
  it.each<[string, (n: number) => readonly string[]]>([
    ['the elements of one field', (n) => ['a', String(n)]],
    ['parts of the elements of one field', (n) => ['a', String(n), 'b']],
    ['the fields of a document', (n) => [`f${n}`]],
    ['fields of the sub-documents of a document', (n) => [`f${n}`, 'b']],
  ])('are counted and not worded, of %s', (_, placeOf) => {
    const issues = new IssueTree();
    const wording = jest.fn(() => 'wrong');
    for (let n = 0; n < 1000; n += 1) issues.reportAt(placeOf(n), issue('not_unique', { toJSON: wording }));
    const renderer = new IssueRenderer({});
    renderer.render(issues);
    expect([renderer.issueCount, wording.mock.calls.length]).toEqual([1000, 100]);
  });

  it('are counted when they come in a tree of their own, and leave what they stand in unsound', () => {
    const issues = many(100);
    issues.add('list', { issues: [issue('custom', 'wrong')], inside: many(150) });
    issues.join(many(300)); // of which 100 are known: two things are wrong with each
    const renderer = new IssueRenderer({});
    renderer.render(issues);
    expect([renderer.issueCount, issues.hasAt(['list'])]).toEqual([100 + 151 + 300, true]);
  });
});
