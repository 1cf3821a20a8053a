import { BadQuery } from '../../errors/api-error.js';
import { showName } from '../../text/quote.js';

/** A parameter of the query string, decoded. */
export type Parameter = readonly [name: string, value: string];

/** Splits a raw query string (without its `?`) into its parameters, in order; `+` is a space, a broken `%` is rejected. */
export function parseParameters(rawQueryString: string): Parameter[] {
  const parameters: Parameter[] = [];
  for (const part of rawQueryString.split('&')) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const rawName = equals === -1 ? part : part.slice(0, equals);
    const name = decode(rawName, rawName);
    const value = equals === -1 ? '' : decode(part.slice(equals + 1), name);
    if (part.includes('%00')) throw new BadQuery(name, `A query has no NUL character in it: ${showName(name)} has one`);
    parameters.push([name, value]);
  }
  return parameters;
}

function decode(text: string, name: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    // The only thing decodeURIComponent throws is a URIError.
    throw new BadQuery(name, `Malformed percent-encoding in ${showName(name)}: a % itself is written %25`);
  }
}
