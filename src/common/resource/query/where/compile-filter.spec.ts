import mongoose from 'mongoose';
import { BadQuery } from '../../../errors/api-error.js';
import type { FieldDefinition } from '../../fields/field-definition.js';
import { compileCountFilter, compileFilter } from './compile-filter.js';
import { parseWhere } from './parse-where.js';
import { DEFAULT_QUERY_SETTINGS, type QuerySettings } from '../query-settings.js';

const HEX = '507f1f77bcf86cd799439011';
const FIELDS: readonly FieldDefinition[] = [
  { name: 'rank', type: 'integer' },
  { name: 'price', type: 'float' },
  { name: 'name', type: 'string' },
  { name: 'active', type: 'boolean' },
  { name: 'born', type: 'datetime' },
  { name: 'author', type: 'objectid' },
  { name: 'meta', type: 'dict' },
  { name: 'loc', type: 'dict', fields: [{ name: 'city', type: 'string' }, { name: 'zip', type: 'integer' }] }, // prettier-ignore
  { name: 'tags', type: 'list', items: { type: 'string' } },
  { name: 'scores', type: 'list', items: { type: 'integer' } },
  { name: 'lines', type: 'list', items: { type: 'dict', fields: [{ name: 'sku', type: 'string' }, { name: 'count', type: 'integer' }] } }, // prettier-ignore
  { name: 'grid', type: 'list', items: { type: 'list', items: { type: 'integer' } } },
  { name: 'any', type: 'list' },
];
const SETTINGS: QuerySettings = {
  ...DEFAULT_QUERY_SETTINGS,
  blockedOperators: ['$where'],
  extraOperators: ['$polygon'],
};

const compile = (where: string, settings = SETTINGS) =>
  compileFilter(parseWhere(where, settings), { fields: FIELDS, settings });

function rejectionOf(where: string, settings = SETTINGS): string {
  try {
    compile(where, settings);
  } catch (error) {
    if (error instanceof BadQuery && error.parameter === 'where') return error.message;
    throw error;
  }
  throw new Error(`${where} was accepted`);
}

const id = new mongoose.Types.ObjectId(HEX);
const day = new Date('2013-04-02T00:00:00Z');

describe('compileFilter', () => {
  it.each([
    ['{}', {}],
    ['{"rank":48}', { rank: 48 }],
    ['{"rank":"48"}', { rank: 48 }],
    ['{"rank":"-48"}', { rank: -48 }],
    ['{"rank":null}', { rank: null }],
    ['{"rank":{"$lt":99.5}}', { rank: { $lt: 99.5 } }],
    ['{"price":"1e-2"}', { price: 0.01 }],
    ['{"price":1e300}', { price: 1e300 }],
    ['{"meta.constructor":1}', { 'meta.constructor': 1 }],
    ['{"meta":{"prototype":1,"_bsontype":"Long"}}', { meta: { prototype: 1, _bsontype: 'Long' } }],
    [`{"name":"${HEX}"}`, { name: HEX }],
    ['{"name":"Tue, 02 Apr 2013 00:00:00 GMT"}', { name: 'Tue, 02 Apr 2013 00:00:00 GMT' }],
    ['{"active":"true"}', { active: true }],
    ['{"born":"Tue, 02 Apr 2013 00:00:00 GMT"}', { born: day }],
    ['{"born":{"$gte":"2013-04-02"}}', { born: { $gte: day } }],
    [`{"author":"${HEX}"}`, { author: id }],
    [`{"_id":{"$in":["${HEX}",null]}}`, { _id: { $in: [id, null] } }],
    ['{"_updated":{"$gt":"2013-04-02T00:00:00Z"}}', { _updated: { $gt: day } }],
    ['{"_etag":"abc"}', { _etag: 'abc' }],
    ['{"meta":{}}', { meta: {} }],
    [`{"meta.a.b.0":"${HEX}"}`, { 'meta.a.b.0': HEX }],
    ['{"loc.zip":"5"}', { 'loc.zip': 5 }],
    ['{"loc":{"zip":"5","city":null}}', { loc: { zip: 5, city: null } }],
    ['{"tags":"x"}', { tags: 'x' }],
    ['{"tags":["x","y"]}', { tags: ['x', 'y'] }],
    ['{"tags.0":"x"}', { 'tags.0': 'x' }],
    ['{"tags":{"$all":["x"],"$size":1}}', { tags: { $all: ['x'], $size: 1 } }],
    ['{"tags":{"$in":["x",["y"]]}}', { tags: { $in: ['x', ['y']] } }],
    ['{"scores":{"$gt":"5"}}', { scores: { $gt: 5 } }],
    ['{"scores":{"$elemMatch":{"$gt":"5","$lt":9}}}', { scores: { $elemMatch: { $gt: 5, $lt: 9 } } }],
    ['{"lines.count":"5"}', { 'lines.count': 5 }],
    ['{"lines.0.count":"5"}', { 'lines.0.count': 5 }],
    ['{"lines":{"$elemMatch":{"count":"5","sku":"x"}}}', { lines: { $elemMatch: { count: 5, sku: 'x' } } }],
    [
      '{"lines":{"$all":[{"$elemMatch":{"count":1}},{"$elemMatch":{"count":"2"}}]}}',
      { lines: { $all: [{ $elemMatch: { count: 1 } }, { $elemMatch: { count: 2 } }] } },
    ],
    ['{"grid":[["1"]]}', { grid: [[1]] }],
    ['{"grid":["1"]}', { grid: [1] }],
    ['{"grid.0.1":"1"}', { 'grid.0.1': 1 }],
    ['{"any":{"$elemMatch":{"x":{"$gt":1}}}}', { any: { $elemMatch: { x: { $gt: 1 } } } }],
    ['{"rank":{"$gt":1,"$lt":"5"},"name":"x"}', { rank: { $gt: 1, $lt: 5 }, name: 'x' }],
    ['{"rank":{"$not":{"$gt":1}}}', { rank: { $not: { $gt: 1 } } }],
    ['{"rank":{"$exists":true,"$type":"int","$mod":[2,0],"$bitsAllSet":[0]}}', { rank: { $exists: true, $type: 'int', $mod: [2, 0], $bitsAllSet: [0] } }], // prettier-ignore
    ['{"name":{"$regex":"^x"}}', { name: { $regex: '^x' } }],
    ['{"tags":{"$not":{"$regex":"^x","$options":"i"}}}', { tags: { $not: { $regex: '^x', $options: 'i' } } }],
    ['{"$or":[{"rank":"1"},{"$nor":[{"name":"x"}]}]}', { $or: [{ rank: 1 }, { $nor: [{ name: 'x' }] }] }],
    ['{"$and":[{"rank":1},{"name":"x"}]}', { rank: 1, name: 'x' }],
    ['rank > 1 and rank < 5', { $and: [{ rank: { $gt: 1 } }, { rank: { $lt: 5 } }] }],
    ['{"$and":[{"$or":[{"rank":1}]},{"$or":[{"rank":2}]}]}', { $and: [{ $or: [{ rank: 1 }] }, { $or: [{ rank: 2 }] }] }], // prettier-ignore
    [`_id == ObjectId("${HEX}")`, { _id: id }],
    ['born < datetime(2013, 4, 2)', { born: { $lt: day } }],
    ['{"$text":{"$search":"x","$caseSensitive":true}}', { $text: { $search: 'x', $caseSensitive: true } }],
    ['{"meta.p":{"$near":[1,2],"$maxDistance":3}}', { 'meta.p': { $near: [1, 2], $maxDistance: 3 } }],
    ['{"meta.p":{"$geoWithin":{"$polygon":[[0,0],[1,1],[1,0]]}}}', { 'meta.p': { $geoWithin: { $polygon: [[0, 0], [1, 1], [1, 0]] } } }], // prettier-ignore
    ['{"$expr":{"$gt":["$rank","5"]}}', { $expr: { $gt: ['$rank', { $literal: 5 }] } }],
    ['{"$expr":{"$in":["$born",["2013-04-02"]]}}', { $expr: { $in: ['$born', { $literal: [day] }] } }],
    ['{"$expr":{"$and":[{"$not":{"$lt":["$rank","$price"]}}]}}', { $expr: { $and: [{ $not: [{ $lt: ['$rank', '$price'] }] }] } }], // prettier-ignore
    ['{"$expr":{"$eq":[{"$size":"$tags"},2]}}', { $expr: { $eq: [{ $cond: [{ $isArray: ['$tags'] }, { $size: '$tags' }, null] }, { $literal: 2 }] } }], // prettier-ignore
  ])('compiles %s', (where, query) => {
    expect(compile(where)).toEqual(query);
  });

  it.each([
    ['{"foo":1}', 'Unknown field in where: foo'],
    ['{"nmae":1}', 'Unknown field in where: nmae, did you mean name?'],
    ['{"$or":[{"rnak":1}]}', 'Unknown field in where: rnak, did you mean rank?'],
    ['{"_update":1}', 'Unknown field in where: _update, did you mean _updated?'],
    ['{"loc.ctiy":1}', 'Unknown field in where: loc.ctiy, did you mean loc.city?'],
    ['{"lines.0.skew":1}', 'Unknown field in where: lines.0.skew'],
    ['{"lines":{"$elemMatch":{"cuont":1}}}', 'Unknown field in where: lines.cuont, did you mean lines.count?'],
    ['{"loc":{"town":"x"}}', 'Unknown field in where: loc.town'],
    ['{"name.x":1}', 'Unknown field in where: name.x'],
    ['{"":1}', 'Impossible field name in where: ""'],
    ['{"__proto__":1}', 'Impossible field name in where: __proto__'],
    ['{"meta.__proto__.x":1}', 'Impossible field name in where: meta.__proto__.x'],
    ['{"meta":{"__proto__":1}}', 'Impossible field name in where: meta.__proto__'],
    ['{"meta.a\\u0000":1}', 'Impossible field name'],
    ['{"meta..a":1}', 'Impossible field name'],
    ['{"meta.$a":1}', 'Impossible field name'],
    [`{"meta${'.a'.repeat(40)}":1}`, 'Impossible field name'],
    ['{"rank":"x"}', 'where: rank is an integer, not "x"'],
    ['{"name":"a\\u0000b"}', 'where: name: a string has no NUL character in it'],
    ['{"meta":{"a":["\\u0000"]}}', 'where: meta.a: a string has no NUL character in it'],
    ['{"name":1,"rank":2,"name":3}', 'name is given several times'],
    ['{"rank":"1.5"}', 'where: rank is an integer, not "1.5"'],
    ['{"rank":true}', 'where: rank is an integer, not true'],
    ['{"rank":9223372036854775808}', 'where: rank is an integer, not 9223372036854775808'],
    ['{"rank":1e400}', 'where: rank is an integer, not Infinity'],
    ['{"rank":"99999999999999999999"}', 'where: rank is an integer'],
    ['{"rank":[1]}', 'where: rank is an integer, not [1]'],
    ['{"rank":{}}', 'where: rank is an integer, not {}'],
    ['{"rank":{"$in":[1,"x"]}}', 'where: rank is an integer, not "x"'],
    ['{"price":""}', 'where: price is a number, not ""'],
    ['{"name":5}', 'where: name is a string, not 5'],
    [`name == ObjectId("${HEX}")`, `where: name is a string, not ObjectId("${HEX}")`],
    ['{"active":1}', 'where: active is true or false, not 1'],
    ['{"born":"soon"}', 'where: born is a date (RFC 1123 or ISO 8601), not "soon"'],
    ['{"_id":"x"}', 'where: _id is an ObjectId (24 hex digits), not "x"'],
    ['{"loc":5}', 'where: loc is an object, not 5'],
    ['{"scores":["x"]}', 'where: scores is an integer, not "x"'],
    ['{"meta.x":1e999}', 'too large'],
    ['{"name":{"$size":1}}', "operator '$size' is for a list, and name is of type string"],
    ['{"name":{"$elemMatch":{"$gt":1}}}', "operator '$elemMatch' is for a list"],
    ['{"name":{"$mod":[2,0]}}', "operator '$mod' is for a number"],
    ['{"rank":{"$regex":"x"}}', "operator '$regex' is for a string"],
    ['{"name":{"$near":[1,2]}}', "operator '$near' is for a place"],
    ['{"$expr":{"$gt":["$rnak",1]}}', 'Unknown field in where: rnak, did you mean rank?'],
    ['{"$expr":{"$gt":["$rank","x"]}}', 'where: rank is an integer, not "x"'],
    ['{"$expr":{"$mod":["$rank",0]}}', "operator '$mod' in $expr expects an integer divisor"],
    ['{"$expr":{"$in":["$rank",5]}}', "operator '$in' in $expr expects a list"],
  ])('rejects %s', (where, message) => {
    expect(rejectionOf(where)).toContain(message);
  });

  it.each([
    [['rank'], '{"rank":1}'],
    [['loc'], '{"loc.city":"x"}'],
    [['lines.sku'], '{"lines":{"$elemMatch":{"sku":"x"}}}'],
    [['rank', '$text'], '{"$text":{"$search":"x"}}'],
  ])('with allowedFilters %p lets %s pass', (allowedFilters, where) => {
    expect(() => compile(where, { ...SETTINGS, allowedFilters })).not.toThrow();
  });

  it.each([
    [['rank'], '{"$or":[{"rank":1},{"name":"x"}]}', 'name'],
    [['rank'], `{"_id":"${HEX}"}`, '_id'],
    [['rank'], '{"secret":1}', 'secret'],
    [['loc.city'], '{"loc":{"zip":1}}', 'loc'],
    [['lines.sku'], '{"lines":{"$elemMatch":{"count":1}}}', 'lines.count'],
    [['rank'], '{"$expr":{"$eq":["$rank","$price"]}}', 'price'],
    [['rank'], '{"$text":{"$search":"x"}}', '$text'],
  ])('with allowedFilters %p rejects %s', (allowedFilters, where, path) => {
    expect(rejectionOf(where, { ...SETTINGS, allowedFilters })).toBe(`filter on '${path}' not allowed`);
  });

  it('takes any field where documents may hold undeclared ones, and still casts the declared', () => {
    expect(compile('{"foo.bar":"1","rank":"1"}', { ...SETTINGS, allowUnknown: true })).toEqual({
      'foo.bar': '1',
      rank: 1,
    });
  });

  it('leaves the filter as it was', () => {
    const filter = parseWhere('{"rank":{"$in":["1"]},"loc":{"zip":"5"}}', SETTINGS);
    const before = JSON.stringify(filter);
    compileFilter(filter, { fields: FIELDS, settings: SETTINGS });
    expect(JSON.stringify(filter)).toBe(before);
  });
});

describe('compileCountFilter', () => {
  it('counts the surroundings of a point without sorting by distance', () => {
    const where =
      '{"meta.p":{"$near":{"$geometry":{"type":"Point","coordinates":[1,2]},"$maxDistance":6378100,"$minDistance":637810}}}';
    const filter = parseWhere(where, SETTINGS);
    expect(compileCountFilter(filter, { fields: FIELDS, settings: SETTINGS })).toEqual({
      'meta.p': {
        $geoWithin: { $centerSphere: [[1, 2], 1] },
        $not: { $geoWithin: { $centerSphere: [[1, 2], 0.1] } },
      },
    });
  });
});
