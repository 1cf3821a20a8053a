import { BadRequest } from '../errors/api-error.js';
import { requireFewFields, toFormDocument, type FormOptions } from './form-document.js';

/** The text of a URL-encoded form → one document of texts. Refuses an empty form with `BadRequest`. */
export function parseFormBody(text: string, options: FormOptions): unknown {
  const form = new URLSearchParams(text);
  if (form.size === 0) throw new BadRequest('No form-urlencoded data supplied');
  requireFewFields(form.size);
  return toFormDocument(form, options);
}
