import { parseWait } from './parse-wait.js';

describe('parseWait', () => {
  it.each([
    ['wait=10', 10],
    ['respond-async, wait=100', 100],
    ['Wait = "7" ; foo=bar, handling=lenient', 7],
    ['wait=0', 0],
    ['wait=-1', undefined],
    ['wait=1.5', undefined],
    ['wait=ten', undefined],
    ['await=10', undefined],
    ['wait', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j', (header, seconds) => {
    expect(parseWait(header)).toBe(seconds);
  });
});
