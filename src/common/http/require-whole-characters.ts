import { BadRequest } from '../errors/api-error.js';

/** An escape in JSON text: half a character (a surrogate without its other half), which the group names, or anything else. */
const ESCAPE = /\\(?:u[dD][89abAB].{2}\\u[dD][c-fC-F]|(u[dD][89a-fA-F].{2})|.)/g;

/** Rejects JSON that escapes half a character, which would be stored as another one, with `BadRequest`. */
export function requireWholeCharacters(json: string): void {
  if (!json.includes('\\ud') && !json.includes('\\uD')) return;
  for (const [, half] of json.matchAll(ESCAPE)) {
    if (half !== undefined) {
      throw new BadRequest(`The request body is not text in Unicode: \\${half} is half a character.`);
    }
  }
}
