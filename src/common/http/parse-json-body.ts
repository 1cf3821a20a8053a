import secureJson from 'secure-json-parse';
import { BadRequest } from '../errors/api-error.js';
import { givenSeveralTimes } from '../errors/given-several-times.js';
import { readJsonValue } from './read-json-value.js';
import { readText } from './read-text.js';

/**
 * JSON → value; an empty body is no body. Rejects malformed JSON, `__proto__` keys, what is no text in Unicode and objects with
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
  return readJsonValue(text, value, givenSeveralTimes);
}
