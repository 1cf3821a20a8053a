import mongoose from 'mongoose';
import secureJson from 'secure-json-parse';
import { BadRequest } from '../errors/api-error.js';
import { toFormDocument, type FormOptions } from './form-document.js';
import { parseHeaderValue } from './header-value.js';
import { parseMultipart } from './parse-multipart.js';
import type { FormPart } from './parse-part.js';

/** The bytes of a multipart form → one document: fields are texts, files are BSON's binary data. Refusals are `BadRequest`. */
export function parseMultipartBody(body: Buffer, contentType: string, options: FormOptions): unknown {
  const boundary = parseHeaderValue(contentType)?.parameters.get('boundary') ?? '';
  if (boundary === '') throw new BadRequest('The Content-Type multipart/form-data has no boundary.');
  const parts = body.length === 0 ? [] : parseMultipart(body, boundary);
  if (parts.length === 0) throw new BadRequest('No multipart/form-data supplied');
  const fields = parts.map((part) => [part.name, valueOf(part, options)] as const);
  return toFormDocument(fields, options);
}

function valueOf(part: FormPart, { multipartFormFieldsAsJson }: FormOptions): unknown {
  if (part.isFile) return new mongoose.mongo.Binary(part.content);
  const text = decode(part);
  return multipartFormFieldsAsJson ? fromJson(text, part.name) : text;
}

function decode({ name, content, charset }: FormPart): string {
  try {
    return new TextDecoder(charset, { ignoreBOM: true }).decode(content);
  } catch {
    throw new BadRequest('The form has a field in an unknown charset', { [name]: `unknown charset '${charset}'` });
  }
}

/** What is no JSON is a text, as Eve reads it. */
function fromJson(text: string, name: string): unknown {
  const value: unknown = secureJson.safeParse(text);
  if (value === undefined) return text;
  if (value === null && text.trim() !== 'null') {
    throw new BadRequest('The form has a forbidden key', { [name]: 'forbidden prototype property' });
  }
  return value;
}
