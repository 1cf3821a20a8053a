import secureJson from 'secure-json-parse';
import { toStoredNumber } from '../bson/exact-numbers.js';
import { BadRequest } from '../errors/api-error.js';
import { findRepeatedName } from '../json/find-repeated-name.js';
import { withExactNumbers } from '../json/with-exact-numbers.js';
import { readText } from './read-text.js';

/** An escape in JSON text: half a character (a surrogate without its other half), which the group names, or anything else. */
const ESCAPE = /\\(?:u[dD][89abAB].{2}\\u[dD][c-fC-F]|(u[dD][89a-fA-F].{2})|.)/g;

/**
 * JSON → value; an empty body is no body. Refuses malformed JSON, `__proto__` keys, what is no text in Unicode and objects with
 * two members of one name (I-JSON, RFC 7493 §2.1, §2.3) with `BadRequest`.
 */
export function parseJsonBody(bytes: Buffer): unknown {
  return bytes.length === 0 ? undefined : parse(readText(bytes));
}

function parse(text: string): unknown {
  let value: unknown;
  try {
    value = secureJson.parse(text);
  } catch (error) {
    throw new BadRequest(`The request body is not valid JSON: ${(error as SyntaxError).message}`);
  }
  const half = findHalfCharacter(text);
  if (half !== undefined)
    throw new BadRequest(`The request body is not text in Unicode: \\${half} is half a character.`);
  const repeated = findRepeatedName(text, value);
  if (repeated === undefined) return withExactNumbers(text, value, toStoredNumber);
  throw new BadRequest('The request body gives a name several times', { [repeated]: 'given several times' });
}

function findHalfCharacter(json: string): string | undefined {
  if (!json.includes('\\ud') && !json.includes('\\uD')) return undefined;
  for (const [, half] of json.matchAll(ESCAPE)) if (half !== undefined) return half;
  return undefined;
}
