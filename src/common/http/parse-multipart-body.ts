import mongoose from 'mongoose';
import secureJson from 'secure-json-parse';
import { BadRequest } from '../errors/api-error.js';
import { GIVEN_SEVERAL_TIMES } from '../errors/given-several-times.js';
import { readJsonValue } from './read-json-value.js';
import { requireCharsets, requireTexts } from './require-texts.js';
import { requireFewFields, toFormDocument, type FormOptions } from './form-document.js';

/** The bytes of a multipart form → one document: fields are texts, files are BSON's binary data. Rejections are `BadRequest` and `UnsupportedCharset`. */
export async function parseMultipartBody(body: Buffer, contentType: string, options: FormOptions): Promise<unknown> {
  const read = (bytes: Buffer): Promise<FormData> => readForm(bytes, contentType);
  const sent = await read(body);
  const form = [...sent];
  if (form.length === 0) throw new BadRequest('No multipart/form-data supplied');
  requireFewFields(form.length);
  requireCharsets(body, contentType);
  await requireTexts(sent, body, read);
  const fields = form.map(async ([name, value]) => [name, await valueOf(value, name, options)] as const);
  return toFormDocument(await Promise.all(fields), options);
}

/** Node's own reader of forms, that of `fetch`; it throws a TypeError on anything malformed. */
async function readForm(body: Buffer, contentType: string): Promise<FormData> {
  if (body.length === 0) return new FormData();
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- undici advises against it for large streams: these bytes are few and here
    return await new Response(body, { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new BadRequest('The multipart/form-data body is malformed, or its Content-Type has no boundary.');
  }
}

async function valueOf(
  value: File | string,
  name: string,
  { multipartFormFieldsAsJson }: FormOptions,
): Promise<unknown> {
  if (typeof value !== 'string') return new mongoose.mongo.Binary(Buffer.from(await value.arrayBuffer()));
  return multipartFormFieldsAsJson ? fromJson(value, name) : value;
}

/** A part that is no JSON is a string, as Eve reads it. */
function fromJson(text: string, name: string): unknown {
  const value: unknown = secureJson.safeParse(text);
  if (value === undefined) return text;
  if (value === null && text.trim() !== 'null') {
    throw new BadRequest('The form has a forbidden key', { [name]: 'forbidden prototype property' });
  }
  return readJsonValue(
    text,
    value,
    (path) => new BadRequest('The form gives a name several times', { [`${name}.${path}`]: GIVEN_SEVERAL_TIMES }),
  );
}
