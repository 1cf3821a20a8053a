import { BadQuery } from '../../errors/api-error.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import { parseItemQuery, parseListQuery } from './parse-list-query.js';
import { DEFAULT_QUERY_SETTINGS, type QuerySettings } from './query-settings.js';

const fields: readonly FieldDefinition[] = [
  { name: 'bestseller_rank', type: 'integer' },
  { name: 'category', type: 'string' },
  { name: 'size', type: 'integer' },
];
const parse = (raw: string, settings: Partial<QuerySettings> = {}) =>
  parseListQuery(raw, { fields, settings: { ...DEFAULT_QUERY_SETTINGS, ...settings } });
const NOTHING = {
  page: 1,
  maxResults: 25,
  sort: [],
  pretty: false,
  links: { others: [] },
  settings: DEFAULT_QUERY_SETTINGS,
};

function rejectionOf(raw: string, settings: Partial<QuerySettings> = {}): [string, string] {
  try {
    parse(raw, settings);
  } catch (error) {
    if (error instanceof BadQuery) return [error.parameter, error.message];
    throw error;
  }
  throw new Error(`${raw} was accepted`);
}

describe('parseListQuery', () => {
  it('asks for the first page when nothing is said', () => {
    expect(parse('')).toEqual(NOTHING);
    expect(parse('&&')).toEqual(NOTHING);
  });

  it('reads every parameter, and keeps for links what links repeat', () => {
    const raw =
      'foo=bar&where=%7B%22category%22%3A%22Home+%26+Kitchen%22%7D&sort=-bestseller_rank&max_results=5&page=2' +
      '&projection={"category":1}&embedded={"author":1}&pretty&foo=b%2Br&show_deleted=&version=2&aggregate={}';
    expect(parse(raw)).toEqual({
      page: 2,
      maxResults: 5,
      sort: [['bestseller_rank', -1]],
      filter: {
        kind: 'field',
        path: 'category',
        tests: [{ kind: 'compare', operator: '$eq', value: 'Home & Kitchen' }],
      },
      projection: { kind: 'include', paths: ['category'] },
      embedded: new Map([['author', true]]),
      pretty: true,
      settings: DEFAULT_QUERY_SETTINGS,
      links: {
        where: '{"category":"Home & Kitchen"}',
        sort: '-bestseller_rank',
        version: '2',
        maxResults: 5,
        others: [
          ['foo', 'bar'],
          ['pretty', ''],
          ['foo', 'b+r'],
          ['show_deleted', ''],
          ['aggregate', '{}'],
        ],
      },
    });
  });

  it('takes a known parameter without a value for none', () => {
    expect(parse('where=&sort=&page=&max_results&projection=&embedded=')).toEqual(NOTHING);
  });

  it.each([
    'foo=1',
    '_=123',
    'x',
    'pretty',
    'callback=f',
    'utm_source=a',
    'name=x',
    'id=5',
    '__proto__=1',
    'constructor=1',
  ])('lets the unknown parameter %s pass', (raw) => {
    expect(parse(raw).links.others).toHaveLength(1);
  });

  it.each([
    ['filter', 'where'],
    ['q', 'where'],
    ['query', 'where'],
    ['Where', 'where'],
    ['wher', 'where'],
    ['where[]', 'where'],
    ['limit', 'max_results'],
    ['per_page', 'max_results'],
    ['pageSize', 'max_results'],
    ['maxResults', 'max_results'],
    ['max-results', 'max_results'],
    ['max_result', 'max_results'],
    ['max_reslts', 'max_results'],
    ['order', 'sort'],
    ['order_by', 'sort'],
    ['sotr', 'sort'],
    ['fields', 'projection'],
    ['projetcion', 'projection'],
    ['pages', 'page'],
    ['offset', 'page'],
    ['expand', 'embedded'],
    ['embeded', 'embedded'],
    ['agregate', 'aggregate'],
    ['showDeleted', 'show_deleted'],
  ])('rejects %s, which was meant to be %s', (name, meant) => {
    const raw = `${encodeURIComponent(name)}=1`;
    const [parameter, message] = rejectionOf(raw);
    expect(parameter).toBe(name);
    expect(message).toMatch(/^Unknown query parameter .*, did you mean /);
    expect(message).toContain(`did you mean ${meant}?`);
  });

  it.each([
    [
      'category=Books',
      'category',
      'Unknown query parameter category: to filter by this field, write where={"category": …}',
    ],
    ['size=5', 'size', 'Unknown query parameter size: to filter by this field, write where={"size": …}'],
    ['where={}&where={}', 'where', 'Repeated query parameter: where'],
    ['page=1&foo=1&page=', 'page', 'Repeated query parameter: page'],
    ['where=%', 'where', 'Malformed percent-encoding in where: a % itself is written %25'],
    ['foo=%E0%A4', 'foo', 'Malformed percent-encoding in foo: a % itself is written %25'],
    ['%zz=1', '%zz', 'Malformed percent-encoding in "%zz": a % itself is written %25'],
    ['page=x', 'page', 'page is a whole number, not "x"'],
    ['embedded=[1]', 'embedded', 'Unable to parse `embedded` clause: expected an object, not [1]'],
    ['embedded={"a":2}', 'embedded', 'embedded of a is 1 or 0, true or false, not 2'],
  ])('rejects %s', (raw, parameter, message) => {
    expect(rejectionOf(raw)).toEqual([parameter, message]);
  });

  it('goes by the names the resource gives the parameters', () => {
    const parameters = { ...DEFAULT_QUERY_SETTINGS.parameters, where: 'filter', maxResults: 'limit' };
    expect(parse('limit=5&filter=size==1', { parameters })).toMatchObject({
      maxResults: 5,
      links: { where: 'size==1' },
    });
    expect(rejectionOf('q=1', { parameters })[1]).toContain('did you mean filter?');
    expect(rejectionOf('max_results=1', { parameters })[1]).toContain('did you mean limit?');
    expect(rejectionOf('where=1', { parameters })[1]).toContain('did you mean filter?');
  });

  it('ignores what the resource has switched off, as Eve does, in links too', () => {
    const off = { allowedFilters: [], sorting: false, projection: false, embedding: false };
    expect(parse('where=x&sort=y&projection=z&embedded=w', off)).toEqual({
      ...NOTHING,
      settings: { ...DEFAULT_QUERY_SETTINGS, ...off },
      links: { others: [] },
    });
  });
});

describe('parseItemQuery', () => {
  it('reads projection and embedded, and passes on what only a collection understands', () => {
    const target = { fields, settings: DEFAULT_QUERY_SETTINGS };
    const query = parseItemQuery('where=zzz&sort=zzz&page=2&max_results=5&projection={"size":0}&foo=1', target);
    expect(query).toEqual({
      page: 2,
      maxResults: 5,
      pretty: false,
      settings: DEFAULT_QUERY_SETTINGS,
      projection: { kind: 'exclude', paths: ['size'] },
      links: { where: 'zzz', sort: 'zzz', maxResults: 5, others: [['foo', '1']] },
    });
  });
});
