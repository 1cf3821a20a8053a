import { BadQuery } from '../../errors/api-error.js';
import type { FieldDefinition, ValueDefinition } from '../fields/field-definition.js';
import { nearestName, suggest } from '../../../config/did-you-mean.js';
import type { QueryTarget } from './query-settings.js';
import { showName } from '../../text/quote.js';

/** Most field names that a message lists. */
const MOST_LISTED = 20;

/** Where names are looked up: a document, or a sub-document that a list holds. */
export interface Scope {
  /** The query parameter, for messages. */
  readonly parameter: string;
  /** Path of the sub-document with its final dot; empty for the document itself. */
  readonly prefix: string;
  /** `undefined` where any member is accepted. */
  readonly fields: readonly FieldDefinition[] | undefined;
  /** The server's own fields, beside `fields`. */
  readonly autoFields: readonly FieldDefinition[];
  /** Undeclared names are accepted too. */
  readonly open: boolean;
}

/** The definition that a path leads to. */
export interface Resolved {
  /** `undefined` where the schema says nothing: any value will do. */
  readonly field: ValueDefinition | undefined;
  /** The first list on the way, if any, by its path. */
  readonly list: string | undefined;
}

/** Why a text is rejected that ends where other programs look for its end. */
export const NO_NUL = 'a string has no NUL character in it';

const MOST_SEGMENTS = 32;
const INDEX = /^(0|[1-9]\d{0,8})$/;
const FREE: Resolved = { field: undefined, list: undefined };

/** The document that a query parameter of a resource speaks of. */
export function queryScope(target: QueryTarget, parameter: string): Scope {
  const { autoFields, allowUnknown } = target.settings;
  return { parameter, prefix: '', fields: target.fields, autoFields, open: allowUnknown };
}

/** The sub-document a list holds, for names inside `$elemMatch`. */
export function elementScope(scope: Scope, path: string, element: ValueDefinition | undefined): Scope {
  const fields = element?.type === 'dict' ? element.fields : undefined;
  return {
    parameter: scope.parameter,
    prefix: `${scope.prefix}${path}.`,
    fields,
    autoFields: [],
    open: fields === undefined,
  };
}

/** Follows a dotted path through the fields; a name that is declared nowhere is rejected, with the nearest one that is. */
export function resolvePath(path: string, scope: Scope): Resolved {
  const own = findField(path, scope);
  if (own) return { field: own, list: own.type === 'list' ? path : undefined };
  const segments = path.split('.');
  if (segments.length > MOST_SEGMENTS || !segments.every(isUsableSegment)) {
    throw new BadQuery(
      scope.parameter,
      `Impossible field name in ${scope.parameter}: ${showName(scope.prefix + path)}`,
    );
  }
  return follow(segments, scope);
}

/** Whether a member name can be stored and sent to the database without meaning something else there. */
export function isUsableSegment(segment: string): boolean {
  return segment !== '' && !segment.startsWith('$') && !segment.includes('\0') && segment !== '__proto__';
}

function follow(segments: readonly string[], scope: Scope): Resolved {
  const [first = '', ...rest] = segments;
  let field: ValueDefinition | undefined = findField(first, scope);
  if (!field) {
    if (scope.open || scope.fields === undefined) return FREE;
    throw unknownField(segments, 0, scope, [...scope.fields, ...scope.autoFields]);
  }
  let list = field.type === 'list' ? first : undefined;
  for (const [index, segment] of rest.entries()) {
    if (field.type === 'list') {
      field = (INDEX.test(segment) ? field.elements?.[Number(segment)] : undefined) ?? field.items;
      if (!field) return { field, list };
      if (INDEX.test(segment)) continue;
    }
    if (field.type === 'dict' && field.fields === undefined) return { field: undefined, list };
    const member: FieldDefinition | undefined = field.fields?.find(({ name }) => name === segment);
    if (!member) throw unknownField(segments, index + 1, scope, field.fields ?? []);
    field = member;
    if (field.type === 'list') list ??= segments.slice(0, index + 2).join('.');
  }
  return { field, list };
}

function findField(name: string, scope: Scope): FieldDefinition | undefined {
  for (const field of scope.fields ?? []) if (field.name === name) return field;
  for (const field of scope.autoFields) if (field.name === name) return field;
  return undefined;
}

function unknownField(
  segments: readonly string[],
  wrong: number,
  scope: Scope,
  known: readonly FieldDefinition[],
): BadQuery {
  const path = scope.prefix + segments.join('.');
  const names = known.map(({ name }) => name);
  const nearest = nearestName(segments[wrong] ?? '', names);
  const meant = scope.prefix + [...segments.slice(0, wrong), nearest, ...segments.slice(wrong + 1)].join('.');
  const hint = nearest === undefined ? listFields(names) : suggest(showName(meant));
  return new BadQuery(scope.parameter, `Unknown field in ${scope.parameter}: ${showName(path)}${hint}`);
}

function listFields(names: readonly string[]): string {
  return names.length === 0 ? '' : `; there is ${names.slice(0, MOST_LISTED).join(', ')}`;
}
