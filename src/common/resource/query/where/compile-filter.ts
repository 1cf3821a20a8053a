import type { ValueDefinition } from '../../fields/field-definition.js';
import { castOperand, type Owner } from './cast-operand.js';
import { compileExpression } from './compile-expression.js';
import { operatorsOf, type ElementMatch, type Filter, type NearTest, type Test } from './filter.js';
import { requireAllowedOperators } from './operator-rules.js';
import type { Operator } from './operators.js';
import type { QuerySettings, QueryTarget } from '../query-settings.js';
import { requireAllowedFilter } from './require-allowed-filter.js';
import { requireFit } from './require-fit.js';
import { explainInvalid, namesStoredValue, requireValidOperand } from './require-valid-operand.js';
import { queryScope, elementScope, resolvePath, type Scope } from '../resolve-path.js';

/** A query as MongoDB's `find` takes it: fully cast, so nothing after this needs to look at it again. */
export type MongoFilter = Record<string, unknown>;

const EARTH_RADIUS_IN_METRES = 6_378_100;

/** Turns a filter into a MongoDB query, its values cast by the schema; what the schema does not allow is rejected. */
export function compileFilter(filter: Filter, target: QueryTarget): MongoFilter {
  const { settings } = target;
  return compileIn(filter, { scope: queryScope(target, settings.parameters.where), settings, near: compileNear });
}

/** The same documents without their order: MongoDB cannot count (or aggregate) with `$near`. */
export function compileCountFilter(filter: Filter, target: QueryTarget): MongoFilter {
  const { settings } = target;
  return compileIn(filter, {
    scope: queryScope(target, settings.parameters.where),
    settings,
    near: compileNearAsArea,
  });
}

interface FilterContext {
  readonly scope: Scope;
  readonly settings: QuerySettings;
  readonly near: (test: NearTest) => MongoFilter;
}

function compileIn(filter: Filter, context: FilterContext): MongoFilter {
  switch (filter.kind) {
    case 'and':
      return joinAll(filter.filters.map((part) => compileIn(part, context)));
    case 'or':
      return { $or: filter.filters.map((part) => compileIn(part, context)) };
    case 'nor':
      return { $nor: filter.filters.map((part) => compileIn(part, context)) };
    case 'text':
      requireAllowedFilter('$text', context.settings);
      return { $text: filter.search };
    case 'expression':
      return { $expr: compileExpression(filter.expression, context.scope, context.settings) };
    case 'field':
      return compileField(filter.path, filter.tests, context);
  }
}

function compileField(path: string, tests: readonly Test[], context: FilterContext): MongoFilter {
  const { scope, settings } = context;
  const owner = { parameter: scope.parameter, path: scope.prefix + path };
  if (!tests.every(looksInside)) requireAllowedFilter(owner.path, settings);
  if (settings.operatorRules.size > 0) requireAllowedOperators(owner.path, tests.flatMap(operatorsOf), settings);
  const { field } = explainInvalid(owner, settings, () => resolvePath(path, scope));
  const subject = { path, field, context };
  const [only] = tests;
  if (tests.length === 1 && only?.kind === 'compare' && only.operator === '$eq') {
    return { [path]: cast(only.value, only.operator, subject) };
  }
  const parts = tests.map((test) => compileTest(test, subject));
  const together = merge(parts);
  return together ? { [path]: together } : { $and: parts.map((part) => ({ [path]: part })) };
}

/** Whether a test names the sub-fields it is about, so that they are checked instead of the list. */
function looksInside(test: Test): boolean {
  const matches = test.kind === 'element' ? [test.match] : test.kind === 'elements' ? test.matches : [];
  return matches.length > 0 && matches.every((match) => 'filter' in match);
}

/** The field a test is about. */
interface Subject {
  readonly path: string;
  readonly field: ValueDefinition | undefined;
  readonly context: FilterContext;
}

function compileTest(test: Test, subject: Subject): MongoFilter {
  switch (test.kind) {
    case 'compare':
      return { [test.operator]: cast(test.value, test.operator, subject) };
    case 'among':
      return { [test.operator]: test.values.map((value) => cast(value, test.operator, subject)) };
    case 'check':
      requireFit(test.operator, subject.field, ownerOf(subject));
      return { [test.operator]: test.operand };
    case 'regex':
      requireFit('$regex', subject.field, ownerOf(subject));
      return test.options === '' ? { $regex: test.pattern } : { $regex: test.pattern, $options: test.options };
    case 'not':
      return { $not: joinTests(test.tests, subject) };
    case 'element':
      return { $elemMatch: compileElement(test.match, subject) };
    case 'elements':
      return { $all: test.matches.map((match) => ({ $elemMatch: compileElement(match, subject) })) };
    case 'area':
      requireFit(test.operator, subject.field, ownerOf(subject));
      return { [test.operator]: test.shape };
    case 'near':
      requireFit(test.operator, subject.field, ownerOf(subject));
      return subject.context.near(test);
  }
}

function compileElement(match: ElementMatch, subject: Subject): MongoFilter {
  requireFit('$elemMatch', subject.field, ownerOf(subject));
  const { context, path, field } = subject;
  if ('filter' in match)
    return compileIn(match.filter, { ...context, scope: elementScope(context.scope, path, field?.items) });
  return joinTests(match.tests, { ...subject, field: field?.items });
}

/** JSON cannot repeat an operator, so tests that stand together never clash. */
function joinTests(tests: readonly Test[], subject: Subject): MongoFilter {
  return Object.assign({}, ...tests.map((test) => compileTest(test, subject))) as MongoFilter;
}

/** Writes conditions side by side where their names differ, and as `$and` otherwise. */
function joinAll(parts: readonly MongoFilter[]): MongoFilter {
  return merge(parts) ?? { $and: parts };
}

function merge(parts: readonly MongoFilter[]): MongoFilter | undefined {
  const merged: MongoFilter = {};
  for (const part of parts) {
    if (Object.keys(part).some((name) => Object.hasOwn(merged, name))) return undefined;
    Object.assign(merged, part);
  }
  return merged;
}

function cast(value: unknown, operator: Operator, subject: Subject): unknown {
  const owner = ownerOf(subject);
  const { settings } = subject.context;
  if (!settings.validateFilters) return castOperand(value, subject.field, owner);
  const stored = explainInvalid(owner, settings, () => castOperand(value, subject.field, owner));
  if (namesStoredValue(operator)) requireValidOperand(stored, subject.field, owner);
  return stored;
}

function ownerOf({ path, context: { scope, settings } }: Subject): Owner {
  return { parameter: scope.parameter, path: scope.prefix + path, dates: settings.dates };
}

function compileNear({ operator, point, maxDistance, minDistance }: NearTest): MongoFilter {
  const distances = {
    ...(maxDistance === undefined ? {} : { $maxDistance: maxDistance }),
    ...(minDistance === undefined ? {} : { $minDistance: minDistance }),
  };
  const isPair = Array.isArray(point);
  return isPair ? { [operator]: point, ...distances } : { [operator]: { $geometry: point, ...distances } };
}

/** A ring around the point, or, without distances, every document that has a place at all. */
function compileNearAsArea({ operator, point, maxDistance, minDistance }: NearTest): MongoFilter {
  const isPair = Array.isArray(point);
  const centre: unknown = isPair ? point : (point as { coordinates?: unknown }).coordinates;
  const shape = isPair && operator === '$near' ? '$center' : '$centerSphere';
  const within = (distance: number): MongoFilter => ({
    $geoWithin: { [shape]: [centre, isPair ? distance : distance / EARTH_RADIUS_IN_METRES] },
  });
  return {
    ...(maxDistance === undefined ? { $exists: true } : within(maxDistance)),
    ...(minDistance === undefined || minDistance === 0 ? {} : { $not: within(minDistance) }),
  };
}
