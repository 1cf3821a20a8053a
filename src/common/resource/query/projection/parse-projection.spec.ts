import { BadQuery } from '../../../errors/api-error.js';
import type { FieldDefinition } from '../../fields/field-definition.js';
import { compileProjection } from './compile-projection.js';
import { parseProjection } from './parse-projection.js';
import { DEFAULT_QUERY_SETTINGS as settings } from '../query-settings.js';

const fields: readonly FieldDefinition[] = [
  { name: 'name', type: 'string' },
  { name: 'loc', type: 'dict', fields: [{ name: 'city', type: 'string' }, { name: 'zip', type: 'integer' }] }, // prettier-ignore
  { name: 'lines', type: 'list', items: { type: 'dict', fields: [{ name: 'sku', type: 'string' }] } },
];
const parse = (text: string) => parseProjection(text, { fields, settings });
const AUTO = { _id: 1, _created: 1, _updated: 1, _etag: 1 };

describe('a projection', () => {
  it.each([
    ['{"name":1}', { ...AUTO, name: 1 }],
    ['{"name":true,"loc.city":1}', { ...AUTO, name: 1, 'loc.city': 1 }],
    ['{"name":1,"loc":0}', { ...AUTO, name: 1 }],
    ['{"_id":1}', AUTO],
    ['{"_id":0,"name":1}', { ...AUTO, name: 1 }],
    ['{"loc":1,"loc.city":1}', { ...AUTO, loc: 1 }],
    ['{"loc.city":1,"loc":1}', { ...AUTO, loc: 1 }],
    ['{"lines.sku":1}', { ...AUTO, 'lines.sku': 1 }],
    ['{"name":0}', { name: 0 }],
    ['{"loc.city":false}', { 'loc.city': 0 }],
    ['{"loc.city":0,"loc":0}', { loc: 0 }],
    ['{"_id":0}', undefined],
    ['{}', undefined],
  ])('compiles %s', (text, mongo) => {
    expect(compileProjection(parse(text), settings)).toEqual(mongo);
  });

  it.each([
    ['name', 'Unable to parse `projection` clause: '],
    ['["name"]', 'Unable to parse `projection` clause: expected an object, not ["name"]'],
    ['null', 'Unable to parse `projection` clause: expected an object, not null'],
    ['{"nam":1}', 'Unknown field in projection: nam, did you mean name?'],
    ['{"loc.town":1}', 'Unknown field in projection: loc.town'],
    ['{"$name":1}', 'Impossible field name in projection: $name'],
    ['{"name":2}', 'projection of name is 1 or 0, true or false, not 2'],
    ['{"name":"1"}', 'projection of name is 1 or 0, true or false, not "1"'],
    ['{"lines":{"$slice":1}}', 'projection of lines is 1 or 0, true or false, not {"$slice":1}'],
    ['{"lines.$":1}', 'Impossible field name in projection: lines.$'],
    ['{"lines.0.sku":1}', 'projection cannot pick single elements of a list: lines.0.sku'],
  ])('is rejected: %s', (text, message) => {
    expect(() => parse(text)).toThrow(BadQuery);
    expect(() => parse(text)).toThrow(message);
  });

  it('that is none leaves the document whole', () => {
    expect(compileProjection(undefined, settings)).toBeUndefined();
  });
});
