import type { DefinitionPlace } from '../../fields/definition-error.js';
import { BadQuery } from '../../../errors/api-error.js';
import type { QuerySettings } from '../query-settings.js';
import { showName } from '../../../text/quote.js';

/** The kind of operand that an operator takes; `part` belongs inside another operator, `script` runs code in the database. */
export type OperandKind =
  | 'filters'
  | 'value'
  | 'values'
  | 'boolean'
  | 'count'
  | 'types'
  | 'modulus'
  | 'bits'
  | 'pattern'
  | 'tests'
  | 'element'
  | 'area'
  | 'point'
  | 'search'
  | 'expression'
  | 'part'
  | 'script';

/** Every operator a `where` may use, Eve's list, with what each takes. */
export const OPERATORS = {
  $and: 'filters',
  $or: 'filters',
  $nor: 'filters',
  $eq: 'value',
  $ne: 'value',
  $gt: 'value',
  $gte: 'value',
  $lt: 'value',
  $lte: 'value',
  $in: 'values',
  $nin: 'values',
  $all: 'values',
  $exists: 'boolean',
  $size: 'count',
  $type: 'types',
  $mod: 'modulus',
  $bitsAllClear: 'bits',
  $bitsAllSet: 'bits',
  $bitsAnyClear: 'bits',
  $bitsAnySet: 'bits',
  $regex: 'pattern',
  $options: 'part',
  $not: 'tests',
  $elemMatch: 'element',
  $geoWithin: 'area',
  $geoIntersects: 'area',
  $near: 'point',
  $nearSphere: 'point',
  $geometry: 'part',
  $maxDistance: 'part',
  $minDistance: 'part',
  $box: 'part',
  $center: 'part',
  $centerSphere: 'part',
  $polygon: 'part',
  $text: 'search',
  $search: 'part',
  $language: 'part',
  $caseSensitive: 'part',
  $diacriticSensitive: 'part',
  $expr: 'expression',
  $where: 'script',
} as const satisfies Record<`$${string}`, OperandKind>;

/** The name of a known operator. */
export type Operator = keyof typeof OPERATORS;

/** Known operators that Eve leaves out: `extraOperators` (`MONGO_QUERY_WHITELIST`) must name them. */
const OPT_IN_OPERATORS: ReadonlySet<string> = new Set<Operator>(['$polygon']);

/** The operators that mean something inside `$expr`, with the number of terms each takes. */
export const EXPRESSION_TERMS = {
  $eq: 2,
  $ne: 2,
  $gt: 2,
  $gte: 2,
  $lt: 2,
  $lte: 2,
  $in: 2,
  $mod: 2,
  $not: 1,
  $size: 1,
  $type: 1,
  $and: Infinity,
  $or: Infinity,
} as const satisfies Partial<Record<Operator, number>>;

/** The name of an operator inside `$expr`. */
export type ExpressionOperator = keyof typeof EXPRESSION_TERMS;

/** Answers the names as operators, or rejects those that are unknown, not allowed, or banned: Eve's two messages. */
export function requireOperators(names: readonly string[], settings: QuerySettings): readonly Operator[] {
  const operators = names.filter((name) => isUsable(name, settings));
  if (operators.length < names.length) {
    const list = names
      .filter((name) => !isUsable(name, settings))
      .map(showName)
      .join(', ');
    throw new BadQuery(settings.parameters.where, `Query contains unknown or unsupported operators: ${list}`);
  }
  const banned = operators.filter((name) => settings.blockedOperators.includes(name));
  if (banned.length === 0) return operators;
  throw new BadQuery(
    settings.parameters.where,
    `Query contains operators banned in MONGO_QUERY_BLACKLIST: ${banned.join(', ')}`,
  );
}

/** Throws, for the author of a definition, on a name that is no operator. */
export function requireKnownOperators(place: DefinitionPlace, names: readonly string[] = []): void {
  const unknown = names.find((name) => !isOperator(name));
  if (unknown !== undefined) place.reject(`there is no operator "${unknown}".`);
}

function isUsable(name: string, settings: QuerySettings): name is Operator {
  if (!isOperator(name)) return false;
  if (OPT_IN_OPERATORS.has(name)) return settings.extraOperators.includes(name);
  // JavaScript in the database is never an option: taken off the block-list, `$where` is unknown.
  return OPERATORS[name] !== 'script' || settings.blockedOperators.includes(name);
}

function isOperator(name: string): name is Operator {
  return Object.hasOwn(OPERATORS, name);
}
