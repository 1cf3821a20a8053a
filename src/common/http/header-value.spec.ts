import { parseHeaderValue } from './header-value.js';

function read(text: string): unknown {
  const parsed = parseHeaderValue(text);
  return parsed && [parsed.value, Object.fromEntries(parsed.parameters)];
}

describe('parseHeaderValue', () => {
  it.each<[string, string, Record<string, string>]>([
    ['form-data', 'form-data', {}],
    ['Multipart/Form-Data; Boundary=aB', 'multipart/form-data', { boundary: 'aB' }],
    ['form-data; name="a b"; filename="c;d.txt"', 'form-data', { name: 'a b', filename: 'c;d.txt' }],
    ['form-data;name=a ; filename = "x" ;', 'form-data', { name: 'a', filename: 'x' }],
    ['form-data; name="say \\"hi\\" \\\\ \\n"', 'form-data', { name: 'say "hi" \\ \\n' }],
    ['form-data; name=""', 'form-data', { name: '' }],
    ["form-data; filename*=utf-8''%e2%82%ac", 'form-data', { 'filename*': "utf-8''%e2%82%ac" }],
    ['', '', {}],
  ])('reads %j', (text, value, parameters) => {
    expect(read(text)).toEqual([value, parameters]);
  });

  it.each([
    'form-data; name="a',
    'form-data; name',
    'form-data; name=',
    'form-data; name="a"b',
    'form-data; name=a b',
    'form-data; =a',
    'form-data;; name=a',
    'form-data; name=a; NAME=b',
  ])('has nothing to say of %j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  it('takes no longer than its text is long', () => {
    const started = performance.now();
    expect(read(`x; a="${'\\"'.repeat(200_000)}`)).toBeUndefined();
    expect(read(`x${' '.repeat(200_000)};${' '.repeat(200_000)}`)).toEqual(['x', {}]);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
