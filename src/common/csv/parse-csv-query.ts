import { BadQuery } from '../errors/api-error.js';
import type { Delimiter } from './delimiter.js';

/** The options of a CSV in the query string. */
export interface CsvQuery {
  readonly delimiter: Delimiter | undefined;
  readonly header: boolean | undefined;
}

/** A character, or its name: some are awkward in URLs. */
const DELIMITERS_BY_NAME: Readonly<Record<string, Delimiter>> = {
  ',': ',',
  comma: ',',
  ';': ';',
  semicolon: ';',
  '\t': '\t',
  tab: '\t',
  '|': '|',
  pipe: '|',
};
const HEADER: Readonly<Record<string, boolean>> = { yes: true, no: false };

/** The values of a query string, by name; a list where a name is given several times. */
export type RawParameters = Readonly<Record<string, string | readonly string[] | undefined>>;

/** `?delimiter=` and `?header=` → how a CSV is to be read. Throws `BadQuery` on another value. */
export function parseCsvQuery(parameters: RawParameters): CsvQuery {
  return {
    delimiter: choose('delimiter', parameters, DELIMITERS_BY_NAME, 'comma, semicolon, tab or pipe'),
    header: choose('header', parameters, HEADER, 'yes or no'),
  };
}

/** The one text of a parameter; undefined where it is not given. Throws `BadQuery` where it is given several times. */
export function textOf(name: string, parameters: RawParameters): string | undefined {
  const value = parameters[name];
  if (value === undefined || typeof value === 'string') return value;
  throw new BadQuery(name, `${name} is given several times`);
}

/** Rejects parameters other than these with `BadQuery`. */
export function requireKnown(parameters: RawParameters, names: readonly string[]): void {
  const unknown = Object.keys(parameters).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new BadQuery(unknown, `Unknown parameter: ${unknown}; there are ${names.join(', ')}`);
}

function choose<Value>(
  name: string,
  parameters: RawParameters,
  values: Readonly<Record<string, Value>>,
  wanted: string,
): Value | undefined {
  const text = textOf(name, parameters);
  if (text === undefined) return undefined;
  if (!Object.hasOwn(values, text))
    throw new BadQuery(name, `${name} must be ${wanted}, but is ${JSON.stringify(text)}`);
  return values[text];
}
