import { BadRequest } from '../errors/api-error.js';
import { requireFewFields, toFormDocument, type FormOptions } from './form-document.js';
import { readText } from './read-text.js';

const ESCAPE = /%([\da-f]{2})/gi;

/** The bytes of a URL-encoded form → one document of texts. Rejects an empty form and what is not UTF-8, escaped or not, with `BadRequest`. */
export function parseFormBody(bytes: Buffer, options: FormOptions): unknown {
  const text = readText(bytes);
  if (text.includes('%')) readText(withoutEscapes(bytes));
  const form = new URLSearchParams(text);
  if (form.size === 0) throw new BadRequest('No form-urlencoded data supplied');
  requireFewFields(form.size);
  return toFormDocument(form, options);
}

/** `%C3%A9` → the two bytes; a percent sign that escapes nothing stands for itself. */
function withoutEscapes(bytes: Buffer): Buffer {
  const unescaped = bytes
    .toString('latin1')
    .replaceAll(ESCAPE, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(unescaped, 'latin1');
}
