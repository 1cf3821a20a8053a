import fc, { type Arbitrary } from 'fast-check';
import type { FieldDefinition } from '../../src/common/resource/fields/field-definition.js';
import { OPERATORS } from '../../src/common/resource/query/where/operators.js';
import { edgeJson, edgeName, edgeText, toJsonText } from './edge-json.js';
import { valueFor } from './nearly-right.js';

const OPERATOR_NAMES = Object.keys(OPERATORS);
const LOGICAL = ['$and', '$or', '$nor'];
const WORDS = ['==', '=', '!=', '<', '>=', 'and', 'or', 'not', 'in', '(', ')', '[', ']', ',', '-', '5', '1.5', '"x"', "'", '"', 'None', 'True', 'ObjectId', 'datetime', '2000', '\\', '{', '}', ':', '💥']; // prettier-ignore
const NUMBERS = ['0', '1', '2', '-1', '2.7', '1e3', '1e400', 'NaN', '', ' 3', '9007199254740991', '9223372036854775807', '99999999999999999999', '0x10', '٣', '1_0']; // prettier-ignore
const PARAMETERS = ['where', 'sort', 'projection', 'embedded', 'page', 'max_results', 'version', 'aggregate', 'show_deleted', 'pretty', 'foo', 'wher', 'filter', '__proto__', '']; // prettier-ignore
/** What `encodeURIComponent` would not leave so. */
const BROKEN = ['%', '%zz', '%f', '%ff', '%00', '%ed%a0%80', '%25', '+', '&', '=', '#', '?', ';', '%u0041', '"', '{', '[', 'é', '\x7f', '|']; // prettier-ignore

/** Query strings about documents of these fields, without the question mark: most of them nearly right. */
export function queryStringFor(fields: readonly FieldDefinition[]): Arbitrary<string> {
  const parameter = fc.oneof(
    { weight: 5, arbitrary: named('where', fc.oneof(jsonWhere(fields), pythonWhere(fields))) },
    { weight: 2, arbitrary: named('sort', sortText(fields)) },
    { weight: 2, arbitrary: named('projection', flags(fields)) },
    { weight: 2, arbitrary: named('embedded', flags(fields)) },
    { weight: 1, arbitrary: named('page', fc.constantFrom(...NUMBERS)) },
    { weight: 1, arbitrary: named('max_results', fc.constantFrom(...NUMBERS)) },
    { weight: 1, arbitrary: anyParameter },
  );
  return fc.array(parameter, { minLength: 1, maxLength: 3 }).map((all) => all.join('&'));
}

const anyValue = fc.oneof(edgeText, edgeJson.map(toJsonText), fc.constantFrom(...NUMBERS));
const anyParameter = fc.oneof(
  fc.tuple(fc.constantFrom(...PARAMETERS), anyValue).map(([name, value]) => `${name}=${encode(value)}`),
  fc
    .array(fc.oneof(fc.constantFrom(...BROKEN, ...PARAMETERS), edgeText.map(encode)), { maxLength: 5 })
    .map((parts) => parts.join('')),
);

function named(name: string, text: Arbitrary<string>): Arbitrary<string> {
  const broken = fc.tuple(text, fc.constantFrom(...BROKEN)).map(([value, extra]) => encode(value) + extra);
  const value = fc.oneof({ weight: 9, arbitrary: text.map(encode) }, { weight: 1, arbitrary: broken });
  return value.map((encoded) => `${name}=${encoded}`);
}

/** As browsers do it, which know what to make of half a character. */
function encode(value: string): string {
  return new URLSearchParams([['', value]]).toString().slice(1);
}

function nameOf(fields: readonly FieldDefinition[]): Arbitrary<string> {
  const names = fields.flatMap(({ name, fields: inner = [] }) => [
    name,
    ...inner.map((field) => `${name}.${field.name}`),
  ]);
  const known = fc.constantFrom(...names, '_id', '_created', '_updated', '_etag');
  const deeper = fc
    .tuple(known, fc.constantFrom('0', 'a', 'x.y', '$', '', 'coordinates'))
    .map((parts) => parts.join('.'));
  return fc.oneof(
    { weight: 9, arbitrary: known },
    { weight: 1, arbitrary: deeper },
    { weight: 1, arbitrary: edgeName },
  );
}

function jsonWhere(fields: readonly FieldDefinition[]): Arbitrary<string> {
  const right = fields.length > 0 ? fc.constantFrom(...fields).chain(valueFor) : edgeJson;
  const { filter } = fc.letrec<{ filter: unknown; operand: unknown }>((tie) => ({
    operand: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      right,
      edgeJson,
      fc.array(right, { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...OPERATOR_NAMES), tie('operand'), { minKeys: 1, maxKeys: 2 }),
      tie('filter'),
    ),
    filter: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.constantFrom(...fields).chain((field) => matching(field)),
      fc.dictionary(nameOf(fields), tie('operand'), { maxKeys: 2 }),
      fc.dictionary(fc.constantFrom(...LOGICAL), fc.array(tie('filter'), { maxLength: 2 }), { minKeys: 1, maxKeys: 1 }),
      fc.dictionary(fc.constantFrom(...OPERATOR_NAMES), tie('operand'), { maxKeys: 1 }),
    ),
  }));
  return fc.oneof({ weight: 9, arbitrary: filter }, { weight: 1, arbitrary: edgeJson }).map(toJsonText);
}

function matching(field: FieldDefinition): Arbitrary<unknown> {
  const value = valueFor(field);
  const operator = fc.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte');
  const many = fc.constantFrom('$in', '$nin', '$all');
  return fc
    .oneof(
      value,
      fc.tuple(operator, value).map((entry) => Object.fromEntries([entry])),
      fc.tuple(many, fc.array(value, { maxLength: 3 })).map((entry) => Object.fromEntries([entry])),
    )
    .map((operand) => ({ [field.name]: operand }));
}

function pythonWhere(fields: readonly FieldDefinition[]): Arbitrary<string> {
  const literal = fc.oneof(fc.constantFrom('1', '-1.5', '"x"', "'y'", 'None', 'True', 'ObjectId("507f1f77bcf86cd799439011")', 'datetime(2010, 1, 1)'), edgeText.map((text) => JSON.stringify(text))); // prettier-ignore
  const comparison = fc.tuple(nameOf(fields), fc.constantFrom('==', '!=', '<', '<=', '>', '>=', 'in'), literal).map((parts) => parts.join(' ')); // prettier-ignore
  const joined = fc.tuple(comparison, fc.constantFrom('and', 'or'), comparison).map((parts) => `(${parts.join(' ')})`);
  const noise = fc
    .array(fc.oneof(fc.constantFrom(...WORDS), nameOf(fields)), { maxLength: 10 })
    .map((words) => words.join(' '));
  return fc.oneof(comparison, joined, noise, fc.string({ unit: 'binary', maxLength: 20 }));
}

function sortText(fields: readonly FieldDefinition[]): Arbitrary<string> {
  const key = fc.tuple(fc.constantFrom('', '-', '+', '--', ' '), nameOf(fields)).map((parts) => parts.join(''));
  const keys = fc.array(key, { maxLength: 4 }).map((all) => all.join(','));
  const pair = fc
    .tuple(nameOf(fields), fc.constantFrom('1', '-1', '0', '2', '"a"'))
    .map(([name, order]) => `('${name}', ${order})`);
  const literal = fc.array(pair, { maxLength: 3 }).map((pairs) => `[${pairs.join(', ')}]`);
  return fc.oneof(keys, literal, edgeText);
}

function flags(fields: readonly FieldDefinition[]): Arbitrary<string> {
  const flag = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<unknown>(0, 1, true, false) },
    { weight: 1, arbitrary: edgeJson },
  );
  return fc.oneof(
    { weight: 8, arbitrary: fc.dictionary(nameOf(fields), flag, { maxKeys: 3 }).map(toJsonText) },
    { weight: 1, arbitrary: edgeJson.map(toJsonText) },
    { weight: 1, arbitrary: edgeText },
  );
}
