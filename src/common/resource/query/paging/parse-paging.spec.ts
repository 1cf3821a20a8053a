import { BadQuery } from '../../../errors/api-error.js';
import { parsePaging } from './parse-paging.js';
import { DEFAULT_QUERY_SETTINGS } from '../query-settings.js';

const parse = (page?: string, maxResults?: string) => parsePaging(page, maxResults, DEFAULT_QUERY_SETTINGS);
const WITHOUT_PAGES = { ...DEFAULT_QUERY_SETTINGS, pagination: false };

describe('parsePaging', () => {
  it.each([
    [undefined, 1],
    ['', 1],
    ['0', 1],
    ['-0', 1],
    ['3', 3],
    ['-3', 3],
    ['+3', 3],
    [' 3 ', 3],
    ['1_0', 10],
  ])('reads page %p as %p', (page, number) => {
    expect(parse(page)).toEqual({ page: number, maxResults: 25 });
  });

  it.each([
    [undefined, 25],
    ['', 25],
    ['10', 10],
    ['2.7', 2],
    ['1e1', 10],
    ['.5', 25],
    ['0', 25],
    ['-5', 25],
    ['50', 50],
    ['51', 50],
    ['1e300', 50],
  ])('reads max_results %p as %p', (maxResults, number) => {
    expect(parse(undefined, maxResults)).toEqual({ page: 1, maxResults: number });
  });

  it.each([
    ['page', 'abc'],
    ['page', '2.7'],
    ['page', '1e3'],
    ['page', '0x10'],
    ['page', '９'],
    ['page', '9007199254740993'],
    ['page', '9'.repeat(400)],
    ['page', '360287970189639'.padEnd(16, '9')],
    ['max_results', 'abc'],
    ['max_results', 'nan'],
    ['max_results', 'inf'],
    ['max_results', '1e999'],
    ['max_results', '10,'],
  ])('rejects %s=%s by name', (parameter, text) => {
    const rejected = () => (parameter === 'page' ? parse(text) : parse(undefined, text));
    expect(rejected).toThrow(BadQuery);
    expect(rejected).toThrow(parameter);
  });

  it('of a resource without pages counts all, or so many as are asked for', () => {
    expect(parsePaging('7', undefined, WITHOUT_PAGES)).toEqual({ page: 1, maxResults: 0 });
    expect(parsePaging(undefined, '500', WITHOUT_PAGES)).toEqual({ page: 1, maxResults: 500 });
  });
});
