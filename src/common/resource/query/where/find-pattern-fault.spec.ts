import { findPatternFault } from './find-pattern-fault.js';

describe('findPatternFault', () => {
  it.each([
    '',
    '^Home',
    'a.*b|c',
    String.raw`^\d{4}-\d{2}-\d{2}$`,
    String.raw`[\w-]+@[^@\s]+\.\w+`,
    '(?:ab|cd)+$',
    '(a+)b',
    '(?=x)(?!y)',
    String.raw`\x41\[\]\/\-`,
    '[.]',
    '^B[A-Z0-9]{9}$',
    ']}',
  ])('finds none in %p', (pattern) => {
    expect(findPatternFault(pattern, 'im')).toBeUndefined();
  });

  it.each([
    ['(', '', 'Unterminated group'],
    ['[a', '', 'Unterminated character class'],
    ['a\0', '', 'NUL'],
    ['*', '', 'Nothing to repeat'],
    [')', '', 'Unmatched'],
    ['\\', '', '\\'],
    ['[]a]', '', 'empty character class'],
    ['[^]', '', 'empty character class'],
    ['[[:foo:]]', '', '[:'],
    [String.raw`\u0041`, '', String.raw`\u`],
    [String.raw`(a)\1`, '', String.raw`\1`],
    [String.raw`[\w-.]`, '', 'range'],
    [String.raw`[a-\d]`, '', 'range'],
    [String.raw`[\B]`, '', 'in a class'],
    ['(?<=a)b', '', '(?<'],
    ['(?<n>a)', '', '(?<'],
    ['(?i)a', '', '(?i'],
    ['(a+)+$', '', 'repeats a group'],
    ['((a|b)*c){2,}', '', 'repeats a group'],
    ['a{100000}', '', 'unfold'],
    ['(a{100}){100}', '', 'unfold'],
    ['a', 'x', '$options'],
    ['a', 'ii', '$options'],
  ])('finds one in %p with options %p', (pattern, options, fault) => {
    expect(findPatternFault(pattern, options)).toContain(fault);
  });
});
