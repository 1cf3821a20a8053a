import { findRepeatedName } from './find-repeated-name.js';

describe('findRepeatedName', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":1,"\\u0061":2}', 'a'],
    [' { "a" : { "b" : 1 , "c" : [ ] , "b" : 2 } } ', 'a.b'],
    ['[{"a":1},{"x":[1,{"b":"a:1","b":null}]}]', '1.x.1.b'],
    ['{"":1,"":2}', ''],
    ['{"constructor":1,"toString":2,"constructor":3}', 'constructor'],
    ['{"a\\"":1,"a\\"":2}', 'a"'],
    ['{"a":{},"b":[],"c":{"d":1},"a":1}', 'a'],
  ])('finds the name that stands twice in %s', (json, path) => {
    expect(findRepeatedName(json)).toBe(path);
  });

  it.each([
    '{}',
    '[]',
    'null',
    '"a:b"',
    '{"a":1,"b":1}',
    '{"a":{"a":1},"b":{"a":1}}',
    '[{"a":1},{"a":1}]',
    '{"a":"\\"a\\":1,","b\\\\":":"}',
    '{"constructor":1,"hasOwnProperty":2,"__proto__":3}',
    '{"2":1,"1":1,"-0":0,"0":0}',
  ])('finds none in %s', (json) => {
    expect(findRepeatedName(json)).toBeUndefined();
  });

  it('reads what nests deeper than calls can', () => {
    const depth = 200_000;
    expect(findRepeatedName(`${'['.repeat(depth)}{"a":1,"b":2}${']'.repeat(depth)}`)).toBeUndefined();
    expect(findRepeatedName(`${'[{"a":'.repeat(2)}{"b":1,"b":2}${'}]'.repeat(2)}`)).toBe('0.a.0.a.b');
  });

  it('tells very many names apart, in one object and in many', () => {
    const members = Array.from({ length: 20_000 }, (_, n) => `"k${n}":${n}`);
    expect(findRepeatedName(`{${members.join()}}`)).toBeUndefined();
    expect(findRepeatedName(`{${members.join()},"k19999":1}`)).toBe('k19999');
    expect(findRepeatedName(`[${members.map(() => '{"a":1,"b":{"a":2}}').join()}]`)).toBeUndefined();
  });
});
