import { JsonNumber } from './json-number.js';
import { stringifyExactly } from './stringify-exactly.js';
import { withExactNumbers } from './with-exact-numbers.js';

const read = (text: string): unknown => ({ text });

describe('withExactNumbers', () => {
  it.each([
    ['{"a":9007199254740991,"b":1.5,"c":-1,"d":0.1,"e":1e-7,"f":"9007199254740993 1.0"}', undefined],
    ['9007199254740993', { text: '9007199254740993' }],
    ['{"a":9007199254740993}', { a: { text: '9007199254740993' } }],
    [
      '{"a":-9007199254740993,"b":9007199254740993}',
      { a: { text: '-9007199254740993' }, b: { text: '9007199254740993' } },
    ],
    [
      '[1, 1.0, [1.00 ], 1e3,1E+2, 1.5e1, -0.0, 100e-2]',
      [
        1,
        { text: '1.0' },
        [{ text: '1.00' }],
        { text: '1e3' },
        { text: '1E+2' },
        { text: '1.5e1' },
        { text: '-0.0' },
        { text: '100e-2' },
      ],
    ],
    ['[-0,-0 ]', [0, 0]],
    ['{"1.0":1.0,"\\"9007199254740993":"\\\\"}', { '1.0': { text: '1.0' }, '"9007199254740993': '\\' }],
    ['[0.30000000000000004, 1.00000000000000000001]', [0.30000000000000004, { text: '1.00000000000000000001' }]],
    ['{"__proto__":1.0}', JSON.parse('{"__proto__":{"text":"1.0"}}')],
    ['1e400', Infinity],
  ])('reads %s', (json, expected) => {
    const value: unknown = JSON.parse(json);
    expect(withExactNumbers(json, value, read)).toStrictEqual(expected ?? value);
  });

  it('leaves a value alone where JavaScript reads it right', () => {
    const value = { a: 1 };
    expect(withExactNumbers('{"a":1}', value, read)).toBe(value);
  });

  it('reads what nests deeply, and long texts', () => {
    const deep = `${'['.repeat(5000)}1.0${']'.repeat(5000)}`;
    expect(withExactNumbers(deep, JSON.parse(deep), read)).toHaveLength(1);
    const long = `["${'\\\\x'.repeat(1_000_000)}",1.0]`;
    expect(withExactNumbers(long, JSON.parse(long), read)).toHaveLength(2);
  });
});

describe('stringifyExactly', () => {
  it.each([
    [new JsonNumber('1.0'), '1.0'],
    [{ a: [new JsonNumber('9007199254740993')], b: '1' }, '{"a":[9007199254740993],"b":"1"}'],
  ])('writes a number as its text', (value, json) => {
    expect(stringifyExactly(value)).toBe(json);
  });

  it('is the only one that does: to others it is the nearest number', () => {
    expect(JSON.stringify([new JsonNumber('1.0'), new JsonNumber('9007199254740993')])).toBe('[1,9007199254740992]');
  });
});
