import { fromFormatTags, toFormatTag } from './format-tags.js';

const XML = ';application/xml';

describe('toFormatTag', () => {
  it.each([
    ['"abc"', '', '"abc"'],
    ['"abc"', XML, '"abc;application/xml"'],
    ['"abc;embedded=d"', XML, '"abc;embedded=d;application/xml"'],
  ])('makes of %s with %j %s', (tag, mark, expected) => {
    expect(toFormatTag(tag, mark)).toBe(expected);
  });
});

describe('fromFormatTags', () => {
  it.each([
    ['"abc"', '', '"abc"'],
    [`W/"abc", def`, '', `W/"abc", def`],
    [' * ', XML, ' * '],
    ['"abc"', XML, '""'],
    ['', XML, '""'],
    ['"abc;application/xml"', XML, '"abc"'],
    ['W/"abc;application/xml"', XML, '"abc"'],
    ['abc;application/xml', XML, '"abc"'],
    ['"abc", "def;application/xml","g;text/xml"', XML, '"def"'],
    ['"abc;embedded=d;application/xml"', XML, '"abc;embedded=d"'],
  ])('reads %s with %j as %s', (header, mark, expected) => {
    expect(fromFormatTags(header, mark)).toBe(expected);
  });
});
