import type { DefinitionPlace } from '../fields/definition-error.js';
import FindMyWay from 'find-my-way';
import type { FieldDefinition, ValueDefinition } from '../fields/field-definition.js';
import { typesOf } from '../types/field-types.js';
import { TYPES, type FieldType } from '../types/types.js';
import { requireFieldAt } from '../fields/require-field-at.js';
import { toUrlPattern } from './url-converters.js';

/** A part of a URL that is the value of a field. */
export interface UrlParameter {
  /** Under which the router reports it: letters, digits and `_`. */
  readonly name: string;
  /** The field, dotted where it lies in a sub-document. */
  readonly path: string;
  readonly field: ValueDefinition;
  /** Its pattern from beginning to end: the source of a regular expression without capturing groups. */
  readonly pattern: string;
  /** The same, to try a value with. */
  readonly form: RegExp;
}

/** The parts of a URL, between its slashes: each as it stands, or a value. */
export type UrlRule = readonly (string | UrlParameter)[];

/** Whose URL it is, for messages, and what its parameters can be about. */
export interface RuleScope {
  readonly place: DefinitionPlace;
  readonly fields: readonly FieldDefinition[];
}

const PARAMETER = /^<(?:([A-Za-z_]\w*(?:\((?:"[^"]*"|'[^']*'|[^()'"])*\))?):)?([A-Za-z_][\w.-]*)>$/;
const PART = /(?:<(?:"[^"]*"|'[^']*'|[^>"'])*>|[^/<])+/g;
const LITERAL = /^(?!\.{1,2}$)[\w.~-]+$/;

/** A URL rule in Werkzeug's syntax, `people/<regex("[a-f0-9]{24}"):person>/invoices` → its parts. Throws on one that cannot be. */
export function parseUrlRule(text: string, scope: RuleScope): UrlRule {
  const parts = text.match(PART) ?? [];
  if (parts.join('/') !== text || text === '') scope.place.reject(`"${text}" is not a valid path: write a/b/c.`);
  const rule = parts.map((part) => parsePart(part, scope));
  const names = parametersOf(rule).map(({ name }) => name);
  const duplicate = names.find((name, index) => names.indexOf(name) !== index);
  if (duplicate !== undefined) scope.place.reject(`"${duplicate}" is duplicated.`);
  return rule;
}

/** The values of a URL. */
export function parametersOf(rule: UrlRule): readonly UrlParameter[] {
  return rule.filter((part) => typeof part !== 'string');
}

/** A URL with a place for each value: `people/<person>/invoices`. */
export function toTemplate(rule: UrlRule): string {
  return rule.map((part) => (typeof part === 'string' ? part : `<${part.path}>`)).join('/');
}

/** A part of a URL that holds a value of a field; it looks as `converter` says, or as the field's type does. Throws on one that cannot be. */
export function defineParameter(
  path: string,
  converter: string | undefined,
  { place, fields }: RuleScope,
): UrlParameter {
  const field = requireFieldAt(path, { place, fields });
  const types = typesOf(field);
  if (types.length === 0 || !types.every((type) => TYPES[type].url)) {
    place.reject(`"${path}" is a ${types.join(' or ') || 'field of any type'}: it has no form in a URL.`);
  }
  const name = path === '_id' ? 'id' : path.replaceAll(/\W/g, '_');
  const pattern = patternOf(converter ?? converterOf(types), place);
  requireRoutable({ name, pattern }, place);
  return { name, path, field, pattern, form: new RegExp(`^(?:${pattern})$`) };
}

function parsePart(part: string, scope: RuleScope): string | UrlParameter {
  if (LITERAL.test(part)) return part;
  const [, converter = 'default', path] = PARAMETER.exec(part) ?? [];
  if (path !== undefined) return defineParameter(path, converter, scope);
  return scope.place.reject(
    `"${part}" is neither letters, digits and "_.~-" nor a value such as <regex("[a-f0-9]{24}"):field>.`,
  );
}

/** Of several types that differ in it, any form. */
function converterOf(types: readonly FieldType[]): string {
  const [converter = 'default', ...others] = new Set(types.map((type) => TYPES[type].url?.converter));
  return others.length === 0 ? converter : 'default';
}

function patternOf(converter: string, place: DefinitionPlace): string {
  try {
    return toUrlPattern(converter);
  } catch (error) {
    return place.reject(`${(error as Error).message}.`);
  }
}

/** The router rejects patterns that are malformed, or can take exponential time; better here, where they were written. */
function requireRoutable({ name, pattern }: Pick<UrlParameter, 'name' | 'pattern'>, place: DefinitionPlace): void {
  try {
    FindMyWay().on('GET', `/:${name}(^(?:${pattern})$)`, () => undefined);
  } catch (error) {
    place.reject((error as Error).message);
  }
}
