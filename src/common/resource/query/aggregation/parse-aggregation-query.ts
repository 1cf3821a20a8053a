import { didYouMean } from '../../../../config/did-you-mean.js';
import { BadQuery } from '../../../errors/api-error.js';
import { castTexts } from '../../definition/aggregation.js';
import { isPlainObject } from '../../../values/is-plain-object.js';
import { castOperand } from '../where/cast-operand.js';
import type { ItemQuery } from '../list-query.js';
import { parseItemQuery } from '../parse-list-query.js';
import { parseJsonObject } from '../parse-json-object.js';
import { parseParameters } from '../parse-parameters.js';
import { PARAMETER_KEYS, PARAMETERS } from '../query-parameters.js';
import type { QuerySettings } from '../query-settings.js';
import { quote, showName } from '../../../text/quote.js';
import { isUsableSegment, NO_NUL } from '../resolve-path.js';

/** A query of an aggregation. */
export interface AggregationQuery extends ItemQuery {
  /** By the parameter of the pipeline that each replaces; `undefined` leaves out what depends on it. */
  readonly values: ReadonlyMap<string, unknown>;
}

/** The parameters of a list that say nothing about the results of a pipeline. */
const MEANINGLESS = PARAMETER_KEYS.filter((key) => ['list', 'document'].includes(PARAMETERS[key].subject));

const NO_VALUES: AggregationQuery['values'] = new Map();

/** Reads the raw query string of an aggregation: its page, and values for its parameters. Throws `BadQuery`. */
export function parseAggregationQuery(
  rawQueryString: string,
  settings: QuerySettings,
  parameters: readonly string[],
): AggregationQuery {
  requireMeaning(rawQueryString, settings);
  const query = parseItemQuery(rawQueryString, { fields: [], settings });
  const [, text = ''] = query.links.others.find(([name]) => name === settings.parameters.aggregate) ?? [];
  return { ...query, values: text === '' ? NO_VALUES : parseValues(text, settings, parameters) };
}

function requireMeaning(rawQueryString: string, { parameters }: QuerySettings): void {
  for (const [name] of parseParameters(rawQueryString)) {
    if (!MEANINGLESS.some((key) => parameters[key] === name)) continue;
    throw new BadQuery(
      name,
      `${showName(name)} says nothing to an aggregation: give values with ${parameters.aggregate}`,
    );
  }
}

function parseValues(text: string, settings: QuerySettings, parameters: readonly string[]): AggregationQuery['values'] {
  const { aggregate } = settings.parameters;
  const values = new Map<string, unknown>();
  for (const [name, value] of Object.entries(parseJsonObject(text, aggregate, unparsable))) {
    if (!parameters.includes(name)) throw unknownParameter(name, parameters, aggregate);
    values.set(name, isLeftOut(value) ? undefined : readValue(value, { name, settings, depth: 1 }));
  }
  return values;
}

/** Eve's words, with the detail in the issue alone. */
function unparsable(aggregate: string, detail: string): BadQuery {
  return new BadQuery(aggregate, 'Aggregation query could not be parsed.', detail);
}

function unknownParameter(name: string, parameters: readonly string[], aggregate: string): BadQuery {
  const hint = didYouMean(name, parameters, `, there is ${parameters.join(', ') || 'none'}`);
  return new BadQuery(aggregate, `Unknown parameter in ${aggregate}: ${showName(name)}${hint}`);
}

function isLeftOut(value: unknown): boolean {
  return isPlainObject(value) && Object.keys(value).length === 0;
}

/** Where in `aggregate` a value stands. */
interface ValuePlace {
  /** The parameter that it is for. */
  readonly name: string;
  readonly settings: QuerySettings;
  readonly depth: number;
}

/** A value that cannot be taken for an operator, a field or a variable of the pipeline. */
function readValue(value: unknown, place: ValuePlace): unknown {
  const { aggregate } = place.settings.parameters;
  if (typeof value === 'string') {
    if (value.includes('\0')) throw rejection(place, NO_NUL);
    if (!value.startsWith('$')) return castTexts(value);
    throw rejection(place, `a string that begins with $ names a field: ${quote(value)}`);
  }
  if (typeof value !== 'object' || value === null) {
    return castOperand(value, undefined, { parameter: aggregate, path: place.name });
  }
  const { maxDepth, maxListLength } = place.settings;
  const members: readonly (readonly [string, unknown])[] = Object.entries(value);
  if (place.depth > maxDepth) throw rejection(place, `nested more than ${maxDepth} levels deep`);
  if (members.length > maxListLength) throw rejection(place, `more than ${maxListLength} values`);
  const inner = { ...place, depth: place.depth + 1 };
  if (Array.isArray(value)) return members.map(([, member]) => readValue(member, inner));
  const impossible = members.find(([name]) => !isUsableSegment(name));
  if (impossible) throw rejection(place, `no value has a member ${showName(impossible[0])}`);
  return Object.fromEntries(members.map(([name, member]) => [name, readValue(member, inner)]));
}

function rejection({ name, settings }: ValuePlace, what: string): BadQuery {
  const { aggregate } = settings.parameters;
  return new BadQuery(aggregate, `${aggregate}: ${showName(name)}: ${what}`);
}
