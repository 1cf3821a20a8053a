import { isUtf8 } from 'node:buffer';
import { BadRequest } from '../errors/api-error.js';

/** The bytes of a body → text. Rejects what is not UTF-8, which would be stored with other letters than were sent, with `BadRequest`. */
export function readText(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new BadRequest('The request body is not text in UTF-8.');
  return bytes.toString();
}
