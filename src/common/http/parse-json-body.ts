import secureJson from 'secure-json-parse';
import { BadRequest } from '../errors/api-error.js';

/** JSON text → value; an empty body is no body. Refuses malformed JSON and `__proto__` keys with `BadRequest`. */
export function parseJsonBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return secureJson.parse(text);
  } catch (error) {
    throw new BadRequest(`The request body is not valid JSON: ${(error as SyntaxError).message}`);
  }
}
