import mongoose from 'mongoose';
import { BadQuery } from '../../../errors/api-error.js';
import { parseWhere } from './parse-where.js';
import { DEFAULT_QUERY_SETTINGS, type QuerySettings } from '../query-settings.js';

const HEX = '507f1f77bcf86cd799439011';
const REGEX_ALLOWED: QuerySettings = { ...DEFAULT_QUERY_SETTINGS, blockedOperators: ['$where'] };

const compare = (path: string, operator: string, value: unknown) => ({
  kind: 'field',
  path,
  tests: [{ kind: 'compare', operator, value }],
});

function rejectionOf(text: string, settings = DEFAULT_QUERY_SETTINGS): string {
  try {
    parseWhere(text, settings);
  } catch (error) {
    if (error instanceof BadQuery && error.parameter === 'where') return error.message;
    throw error;
  }
  throw new Error(`${text} was accepted`);
}

describe('parseWhere', () => {
  it.each([
    ['{"a":1}', 'a == 1'],
    ['{"a":{"$ne":-1}}', 'a != -1'],
    ['{"a":{"$lt":1.5}}', 'a<1.5'],
    ['{"a":{"$gte":1e3}}', 'a >= 1e3'],
    ['{"a":{"$lt":5}}', '5 > a'],
    ['{"a.b":null}', 'a.b == None'],
    ['{"a":true}', 'a == True'],
    ['{"a":"it\'s"}', `a == "it's"`],
    ['{"a":"\\"q\\"\\n\\u00e9"}', String.raw`a == '"q"\n\xe9'`],
    ['{"$or":[{"a":1},{"b":2}]}', 'a == 1 or b == 2'],
    ['{"$and":[{"a":1},{"$or":[{"b":2},{"c":3}]}]}', 'a==1 and (b==2 or c==3)'],
    ['{"$or":[{"$and":[{"a":1},{"b":2}]},{"c":3}]}', 'a==1 and b==2 or c==3'],
    ['{"$and":[{"a":{"$gt":1}},{"a":{"$lte":5}}]}', '1 < a <= 5'],
    ['{"a":{"$in":[1,"x",null]}}', 'a in [1, "x", None,]'],
    ['{"a":{"$nin":[]}}', 'a not in []'],
    ['{"$nor":[{"a":1}]}', 'not a == 1'],
    ['{"a":1}', ' ((\n a == +1 )) '],
    ['{"größe":1}', 'größe == 1'],
  ])('reads %p as it reads %p', (json, python) => {
    expect(parseWhere(python, DEFAULT_QUERY_SETTINGS)).toEqual(parseWhere(json, DEFAULT_QUERY_SETTINGS));
  });

  it.each([
    [`_id == ObjectId("${HEX}")`, compare('_id', '$eq', new mongoose.Types.ObjectId(HEX))],
    ['_created > datetime(2000, 1, 2)', compare('_created', '$gt', new Date('2000-01-02T00:00:00Z'))],
    ['_created > datetime(2000,1,2,3,4,5,678901)', compare('_created', '$gt', new Date('2000-01-02T03:04:05.678Z'))],
  ])('reads the values of %p', (python, filter) => {
    expect(parseWhere(python, DEFAULT_QUERY_SETTINGS)).toEqual(filter);
  });

  it.each([
    ['5', 'expected a comparison such as ==, not the end at character 2'],
    ['null', 'expected a comparison'],
    ['"text"', 'expected a comparison'],
    ['[{"a":1}]', 'expected an object, not [{"a":1}]'],
    ['{"a":}', 'JSON'],
    ["{'a': 1}", 'double quotes'],
    ['{"a":1', 'JSON'],
    [' ', 'expected a value, not the end at character 2'],
    ['a = 1', 'expected a comparison such as ==, not "=" (write == to compare) at character 3'],
    ['a == 1 && b == 2', 'expected and, or, or the end, not "&&" (write and) at character 8'],
    ['a is None', 'write == to compare'],
    ['a == b', 'texts stand in quotes) at character 6'],
    ['1 == 2', 'two values are compared'],
    ['a', 'expected a comparison'],
    ['a == "x', 'a string without its closing quote at character 6'],
    ['a == 1 b', 'expected and, or, or the end'],
    ['(a == 1', 'expected ")", not the end'],
    ['a == 1 and', 'expected a'],
    ['a == ', 'expected a value, not the end'],
    ['a == --1', 'expected a number'],
    ['a == 0x1f', 'unexpected "0" at character 6'],
    ['a in 5', 'a list in square brackets'],
    ['5 in a', 'takes a field before it'],
    ['a == ObjectId("x")', '24 hex digits'],
    ['a == datetime(2000, 2, 30)', 'an existing year'],
    ['a == datetime(2000)', 'an existing year'],
    ['a == open("/etc/passwd")', 'unknown function open'],
    ['__import__("os")', 'unknown function __import__'],
    ['a == 1; b == 2', 'unexpected ";" at character 7'],
    [`a == ${'ObjectId('.repeat(5000)}`, 'expected a value'],
    ['and == 1', 'expected a field'],
  ])('rejects %p: its syntax', (text, detail) => {
    const message = rejectionOf(text);
    expect(message).toMatch(/^Unable to parse `where` clause: /);
    expect(message).toContain(detail);
  });

  it.each([
    ['{"$foo":1}', 'Query contains unknown or unsupported operators: $foo'],
    ['{"a":{"$foo":1,"$bar":2}}', 'Query contains unknown or unsupported operators: $foo, $bar'],
    ['{"a":{"b":[{"$foo":1}]}}', 'Query contains unknown or unsupported operators: $foo'],
    ['{"a":{"$elemMatch":{"$constructor":1}}}', 'Query contains unknown or unsupported operators: $constructor'],
    ['{"$where":"1"}', 'Query contains operators banned in MONGO_QUERY_BLACKLIST: $where'],
    ['{"a":{"$regex":"x"}}', 'Query contains operators banned in MONGO_QUERY_BLACKLIST: $regex'],
    ['{"$or":{"a":1}}', "operator '$or' expects a list of sub-queries"],
    ['{"$and":[]}', "operator '$and' expects a list of sub-queries"],
    ['{"$nor":[1]}', "operator '$nor' expects a list of sub-queries"],
    ['{"$gt":1}', `operator '$gt' belongs under a field: {"field": {"$gt": …}}`],
    ['{"a":{"$or":[{"b":1}]}}', "operator '$or' cannot stand by itself under a field"],
    ['{"a":{"$gt":1,"b":2}}', 'b stands among operators: a sub-field is written "field.b"'],
    ['{"a":{"b":{"$gt":1}}}', "operator '$gt' must stand directly under a field, not inside a value"],
    ['{"a":{"$in":5}}', "operator '$in' expects a list, not 5"],
    ['{"a":{"$in":[{"$gt":1}]}}', "operator '$gt' must stand directly under a field, not inside a value"],
    ['{"a":{"$exists":"yes"}}', `operator '$exists' expects true or false, not "yes"`],
    ['{"a":{"$size":-1}}', "operator '$size' expects a number of elements, not -1"],
    ['{"a":{"$size":1.5}}', "operator '$size' expects a number of elements, not 1.5"],
    ['{"a":{"$type":"strng"}}', "operator '$type' expects the name or number of a BSON type"],
    ['{"a":{"$type":[]}}', "operator '$type' expects"],
    ['{"a":{"$mod":[0,1]}}', "operator '$mod' expects"],
    ['{"a":{"$mod":5}}', "operator '$mod' expects"],
    ['{"a":{"$bitsAllSet":-1}}', "operator '$bitsAllSet' expects"],
    ['{"a":{"$not":5}}', "operator '$not' expects an object of operators, not 5"],
    ['{"a":{"$not":{}}}', "operator '$not' expects an object of operators"],
    ['{"a":{"$elemMatch":5}}', "operator '$elemMatch' expects an object, not 5"],
    ['{"a":{"$options":"i"}}', "operator '$options' cannot stand by itself under a field"],
    ['{"a":{"$search":"x"}}', "operator '$search' cannot stand by itself under a field"],
    ['{"$text":"x"}', "operator '$text' expects an object with $search"],
    ['{"$text":{"$search":5}}', "operator '$search' expects a string, not 5"],
    ['{"$text":{"$search":"x","$language":"klingon"}}', "operator '$language' expects a language"],
    ['{"$or":[{"$text":{"$search":"x"}}]}', "operator '$text' cannot stand inside $or"],
    ['{"$text":{"$search":"x"},"a":{"$near":[1,2]}}', "operators '$text' and '$near' cannot stand in one query"],
    ['{"a":{"$near":5}}', "operator '$near' expects a point"],
    ['{"a":{"$near":{"$geometry":{"type":"Point","coordinates":[181,0]}}}}', 'the coordinates of a Point'],
    ['{"a":{"$near":{"$geometry":{"type":"Point","coordinates":[1,0]},"$maxDistance":-1}}}', '$maxDistance'],
    ['{"a":{"$near":{"$geometry":{"type":"Point","coordinates":[1,0]}},"$maxDistance":1}}', 'its distances inside'],
    ['{"a":{"$geoWithin":{"$box":[[0,0]]}}}', 'two opposite corners in $box'],
    ['{"a":{"$geoWithin":{"$polygon":[[0,0],[1,1],[1,0]]}}}', 'unknown or unsupported operators: $polygon'],
    ['{"a":{"$geoWithin":{"$foo":1}}}', 'unknown or unsupported operators: $foo'],
    ['{"a":{"$geoWithin":{"$geometry":{"type":"Point","coordinates":[1,0]}}}}', 'a GeoJSON Polygon, MultiPolygon'],
    [
      '{"a":{"$geoIntersects":{"$geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0],[0,0]]]}}}}',
      'the coordinates of a Polygon',
    ],
    ['{"$expr":{"$function":{"body":"x"}}}', 'unknown or unsupported operators: $function'],
    ['{"$expr":{"$gt":["$a"]}}', "operator '$gt' in $expr expects 2 terms"],
    ['{"$expr":{"$eq":["$$ROOT",1]}}', '$expr knows fields ("$name") and values, not "$$ROOT"'],
    ['{"$expr":{"$regex":1}}', 'banned'],
    ['{"$expr":{"$all":[1]}}', '$expr expects an object of one of'],
    ['{"a":{"$elemMatch":{"$or":[{"$expr":true}]}}}', "operator '$expr' cannot stand inside $elemMatch"],
  ])('rejects %p: its operators', (text, message) => {
    expect(rejectionOf(text)).toContain(message);
  });

  it.each([
    [`${'{"$and":['.repeat(11)}{"a":1}${']}'.repeat(11)}`, 'nested more than 10 levels deep'],
    [`{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 'nested more than 10 levels deep'],
    [`${'('.repeat(11)}a == 1${')'.repeat(11)}`, 'nested more than 10 levels deep'],
    [`${'not '.repeat(5000)}a == 1`, 'nested more than 10 levels deep'],
    [`{"$or":[${'{"a":1},'.repeat(200)}{"a":1}]}`, 'more than 200 conditions'],
    [`a == 1${' or a == 1'.repeat(200)}`, 'more than 200 conditions'],
    [`{"a":{"$in":[${'1,'.repeat(1000)}1]}}`, 'a list of more than 1000 values'],
    [`a in [${'1,'.repeat(1001)}]`, 'a list of more than 1000 values'],
  ])('rejects what is too large: %.40s…', (text, message) => {
    expect(rejectionOf(text)).toBe(`The \`where\` clause is too large: ${message}`);
  });

  it('lets a resource allow $regex, and checks the pattern', () => {
    expect(parseWhere('{"a":{"$regex":"^x","$options":"i"}}', REGEX_ALLOWED)).toEqual({
      kind: 'field',
      path: 'a',
      tests: [{ kind: 'regex', pattern: '^x', options: 'i' }],
    });
    expect(rejectionOf('{"a":{"$regex":"("}}', REGEX_ALLOWED)).toContain(`operator '$regex' cannot use "("`);
    expect(rejectionOf('{"a":{"$regex":5}}', REGEX_ALLOWED)).toContain("operator '$regex' expects a string");
    expect(rejectionOf(`{"a":{"$regex":"${'x'.repeat(201)}"}}`, REGEX_ALLOWED)).toContain('longer than 200');
  });

  it('never lets $where in, even taken off the block-list', () => {
    expect(rejectionOf('{"$where":"1"}', REGEX_ALLOWED)).toContain('banned');
    const nothingBlocked = { ...DEFAULT_QUERY_SETTINGS, blockedOperators: [], extraOperators: ['$where'] };
    expect(rejectionOf('{"$where":"1"}', nothingBlocked)).toContain('unknown or unsupported operators: $where');
  });

  it('speaks of the parameter by the name the resource gives it', () => {
    const settings = {
      ...DEFAULT_QUERY_SETTINGS,
      parameters: { ...DEFAULT_QUERY_SETTINGS.parameters, where: 'filter' },
    };
    expect(() => parseWhere('a =', settings)).toThrow(/^Unable to parse `filter` clause: /);
  });
});
