import secureJson from 'secure-json-parse';
import { BadRequest } from '../errors/api-error.js';

/** JSON text → value; an empty body is no body. Refuses malformed JSON and `__proto__` keys with `BadRequest`. */
export function parseJsonBody(
  _request: unknown,
  text: string,
  done: (error: Error | null, value?: unknown) => void,
): void {
  if (text === '') {
    done(null, undefined);
    return;
  }
  try {
    done(null, secureJson.parse(text));
  } catch (error) {
    done(new BadRequest(`The request body is not valid JSON: ${(error as SyntaxError).message}`));
  }
}
