import fc, { type Arbitrary } from 'fast-check';
import type { FieldDefinition } from '../../src/common/resource/fields/field-definition.js';
import { valuesAt } from '../../src/common/resource/document/values-at.js';
import { query } from '../support/client.js';

/** A path that queries can name, and values that documents have there. */
export interface AskedPath {
  readonly path: string;
  readonly values: readonly unknown[];
  /** There is a list on the way. */
  readonly isList: boolean;
  readonly isPoint: boolean;
}

type Condition = Readonly<Record<string, unknown>>;

const MOST_VALUES = 12;
const LONGEST_TEXT = 30;

/** What the server writes, and what lies on both sides of some of it. */
const SERVER_PATHS: readonly AskedPath[] = [
  { path: '_id', values: ['507f1f77bcf86cd799439011', '7fffffffffffffffffffffff'], isList: false, isPoint: false },
  { path: '_created', values: ['Sat, 01 Jan 2000 00:00:00 GMT', 'Fri, 01 Jan 2100 00:00:00 GMT'], isList: false, isPoint: false }, // prettier-ignore
  { path: '_etag', values: ['4', '8', 'c'].map((digit) => digit.repeat(40)), isList: false, isPoint: false },
];

/** The paths of a resource's documents, with values that these documents have. */
export function askedPaths(fields: readonly FieldDefinition[], documents: readonly object[]): readonly AskedPath[] {
  const own = pathsIn(fields, '', false).map(({ path, isList, isPoint }) => {
    const found = documents.flatMap((document) => valuesAt(document, path).map(({ value }) => value));
    return { path, isList, isPoint, values: [...new Set(found.filter(isAskable))].slice(0, MOST_VALUES) };
  });
  return [...own, ...SERVER_PATHS.filter(({ path }) => !own.some((one) => one.path === path))];
}

/** Query strings about these paths: alone, two together and in alternatives; in several orders, in pages, in parts. */
export function listQueries(paths: readonly AskedPath[], documents: readonly object[]): Arbitrary<string> {
  const one = fc.constantFrom(...paths).chain(conditionOn);
  const few = fc
    .array(one, { minLength: 1, maxLength: 2 })
    .map((all): Condition => Object.assign({}, ...all) as Condition); // `assign` of spread objects gives `any`
  const some = fc.array(few, { minLength: 1, maxLength: 2 });
  const where = fc.oneof(
    { weight: 6, arbitrary: few },
    { weight: 18, arbitrary: conditionsOf(documents, paths) },
    fc.constantFrom('$or', '$and', '$nor').chain((name) => some.map((all): Condition => ({ [name]: all }))),
  );
  const sortable = paths.filter(({ isList, values }) => !isList && values.length > 0).map(({ path }) => path);
  const key = fc.tuple(fc.constantFrom('', '-'), fc.constantFrom(...sortable)).map((parts) => parts.join(''));
  const sort = fc.array(key, { minLength: 1, maxLength: 2 }).map((keys) => ({ sort: keys.join(',') }));
  const parameters = fc.tuple(
    fc.oneof({ weight: 19, arbitrary: where.map((filter) => ({ where: JSON.stringify(filter) })) }, fc.constant({})),
    fc.oneof(sort, fc.constant({})),
    fc.constantFrom({}, {}, { max_results: '3' }, { max_results: '3', page: '2' }, { projection: '{"_updated":1}' }),
  );
  return parameters.map((parts) => query(Object.assign({}, ...parts) as Record<string, string>)); // `assign` of spread objects gives `any`
}

type Path = Pick<AskedPath, 'path' | 'isList' | 'isPoint'>;

function pathsIn(fields: readonly FieldDefinition[], above: string, isBelowList: boolean): readonly Path[] {
  return fields.flatMap((field) => {
    const path = `${above}${field.name}`;
    const inside = field.items?.fields ?? field.fields ?? [];
    const isList = isBelowList || field.type === 'list' || field.type === 'set';
    return [{ path, isList, isPoint: field.type === 'point' }, ...pathsIn(inside, `${path}.`, isList)];
  });
}

/** What one of the documents meets. */
function conditionsOf(documents: readonly object[], paths: readonly AskedPath[]): Arbitrary<Condition> {
  const rows = documents
    .map((document) =>
      paths.flatMap(({ path }) => {
        const [value] = valuesAt(document, path)
          .map((placed) => placed.value)
          .filter(isAskable);
        return value === undefined ? [] : [{ path, value }];
      }),
    )
    .filter((row) => row.length > 0);
  return rows.length > 0 ? fc.constantFrom(...rows).chain(conditionOfRow) : fc.constant({});
}

type Row = readonly { readonly path: string; readonly value: unknown }[];
type Test = (value: unknown) => unknown;

const EQUAL: Test = (value) => value;
const LIMITS: readonly Test[] = [
  (value) => ({ $gte: value }),
  (value) => ({ $lte: value }),
  (value) => ({ $gte: value, $lte: value }),
];
const OTHERS: readonly Test[] = [(value) => ({ $in: [value, null] }), (value) => ({ $regex: toPattern(value) })];

/** Mostly what indexes over two fields answer: one as it is, the next within limits. */
function conditionOfRow(row: Row): Arbitrary<Condition> {
  const pair = fc.constantFrom<readonly Test[]>(...LIMITS.map((limit) => [EQUAL, limit]), [EQUAL, EQUAL]);
  const single = fc.constantFrom(...LIMITS, ...OTHERS).map((test) => [test]);
  const tests = fc.oneof({ weight: 2, arbitrary: pair }, { weight: 1, arbitrary: single });
  return fc.tuple(fc.nat(row.length - 1), tests).map(([place, all]) => {
    const chosen = row.slice(place, place + all.length);
    return Object.fromEntries(chosen.map(({ path, value }, index) => [path, all[index]?.(value)]));
  });
}

/** A value that a URL has the room for. */
function isAskable(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= LONGEST_TEXT && !value.includes('@raw:');
  return typeof value === 'number' || typeof value === 'boolean';
}

function conditionOn({ path, values, isList, isPoint }: AskedPath): Arbitrary<Condition> {
  if (isPoint) return fc.constantFrom(...AREAS).map((area) => ({ [path]: { $geoWithin: area } }));
  const value = values.length > 0 ? fc.constantFrom(...values) : fc.constant(0);
  const several = fc.array(value, { minLength: 1, maxLength: 3 });
  const bound = fc.constantFrom('$gt', '$gte', '$lt', '$lte', '$ne');
  const tests: readonly Arbitrary<unknown>[] = [
    value,
    fc.tuple(bound, value).map(([name, operand]) => ({ [name]: operand })),
    fc.tuple(bound, value).map(([name, operand]) => ({ $not: { [name]: operand } })),
    fc.record({ $gte: value, $lte: value }),
    fc.record({ $in: several }),
    fc.record({ $nin: several }),
    fc.record({ $in: several.map((all) => [...all, null]) }),
    fc.record({ $exists: fc.boolean() }),
    fc.constant(null),
    fc.record({ $regex: value.map(toPattern) }),
    ...(isList ? [fc.record({ $all: several }), fc.record({ $size: fc.nat(3) })] : []),
  ];
  return fc.oneof(...tests).map((test) => ({ [path]: test }));
}

const AREAS = [{ $centerSphere: [[0, 0], 1] }, { $box: [[-90, -45], [90, 45]] }] as const; // prettier-ignore

/** What texts begin with that begin as the value does. */
function toPattern(value: unknown): string {
  return `^${/^[a-z]*/i.exec(String(value))?.[0].slice(0, 2) ?? ''}`;
}
