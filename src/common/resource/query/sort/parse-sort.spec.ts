import { BadQuery } from '../../../errors/api-error.js';
import type { FieldDefinition } from '../../fields/field-definition.js';
import { parseSort } from './parse-sort.js';
import { DEFAULT_QUERY_SETTINGS } from '../query-settings.js';

const fields: readonly FieldDefinition[] = [
  { name: 'city', type: 'string' },
  { name: 'lastname', type: 'string' },
  { name: 'loc', type: 'dict', fields: [{ name: 'zip', type: 'integer' }] },
  { name: 'meta', type: 'dict' },
  { name: 'tags', type: 'list' },
  { name: 'scores', type: 'list' },
];
const parse = (text: string) => parseSort(text, { fields, settings: DEFAULT_QUERY_SETTINGS });

describe('parseSort', () => {
  it.each([
    ['city', [['city', 1]]],
    ['city,-lastname', [['city', 1], ['lastname', -1]]],
    [' city , -lastname ', [['city', 1], ['lastname', -1]]],
    ['- city', [['city', -1]]],
    ['-loc.zip,_created,tags.0', [['loc.zip', -1], ['_created', 1], ['tags.0', 1]]],
    ['[("city", 1), ("lastname", -1)]', [['city', 1], ['lastname', -1]]],
    [`[('city',-1),]`, [['city', -1]]],
    ['[["city",-1],["_id",+1]]', [['city', -1], ['_id', 1]]],
    ['(("city",1),["lastname",-1])', [['city', 1], ['lastname', -1]]],
    [`{"lastname":-1,'city':1}`, [['lastname', -1], ['city', 1]]],
    ['[]', []],
    ['{}', []],
  ])('reads %p', (text, sort) => {
    expect(parse(text)).toEqual(sort);
  }); // prettier-ignore

  it.each([
    ['-', 'Unable to parse `sort` clause: "-" has an empty key'],
    ['city,,lastname', 'Unable to parse `sort` clause: "city,,lastname" has an empty key'],
    ['city desc', 'Unable to parse `sort` clause: write -city'],
    ['city ascending', 'Unable to parse `sort` clause: write city'],
    ['5', 'Unknown field in sort: 5'],
    ['ctiy', 'Unknown field in sort: ctiy, did you mean city?'],
    ['[("ctiy",1)]', 'Unknown field in sort: ctiy, did you mean city?'],
    ['loc.zap', 'Unknown field in sort: loc.zap, did you mean loc.zip?'],
    ['meta.$a', 'Impossible field name in sort: meta.$a'],
    ['__proto__', 'Impossible field name in sort: __proto__'],
    ['city,-city', 'Repeated field in sort: city'],
    ['tags,scores', 'MongoDB cannot sort by two lists at once: tags and scores'],
    ['[("city",2)]', 'Unable to parse `sort` clause: expected 1 or -1, not "2" at character 10'],
    ['[("city","1")]', 'expected 1 or -1'],
    ['[("city",1)', 'expected ",", not the end'],
    ['[("city",1)] x', 'expected the end'],
    ['["city",1]', 'expected a pair such as ("name", -1)'],
    ['("city",1)', 'expected a pair'],
    ['[(city,1)]', 'expected a field name in quotes'],
    ['{"city"}', 'expected ":"'],
    ['[{"$natural":1}]', 'expected a pair'],
    ['{"$natural":1}', 'Impossible field name in sort: $natural'],
    [Array.from({ length: 33 }, (_, index) => `meta.k${index}`).join(), 'Too many keys in sort: at most 32'],
  ])('rejects %p', (text, message) => {
    expect(() => parse(text)).toThrow(BadQuery);
    expect(() => parse(text)).toThrow(message);
  });
});
