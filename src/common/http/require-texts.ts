import { MIMEType } from 'node:util';
import { BadRequest } from '../errors/api-error.js';
import { requireUtf8 } from './require-decodable.js';

const END_OF_HEADERS = '\r\n\r\n';
const FILE = /^content-disposition:.*;\s*filename\*?\s*=/im;
const CONTENT_TYPE = /^content-type:(.*)$/im;

/** The replacement character, which a reader of UTF-8 makes of bytes that are none, and its own bytes; another character of as many bytes. */
const REPLACEMENT = '\uFFFD';
const OTHER = Buffer.from('\uE000');

/** Rejects a form of which a text names a charset other than UTF-8, with `UnsupportedCharset`: that of a file is the file's matter. */
export function requireCharsets(body: Buffer, contentType: string): void {
  for (const headers of headersOfParts(body, contentType)) {
    if (!FILE.test(headers)) requireUtf8(CONTENT_TYPE.exec(headers)?.[1]?.trim() ?? '');
  }
}

/**
 * Rejects a form of which a name or a text is not UTF-8, with `BadRequest`. Its reader replaces what is none: if there are replacements
 * where the form has none itself, they are its reader's.
 */
export async function requireTexts(
  form: FormData,
  body: Buffer,
  read: (body: Buffer) => Promise<FormData>,
): Promise<void> {
  if (!hasReplacements(form) || !hasReplacements(await read(withoutReplacements(body)))) return;
  throw new BadRequest('The request body is not text in UTF-8.');
}

function hasReplacements(form: FormData): boolean {
  return [...form].some(
    ([name, value]) => name.includes(REPLACEMENT) || (typeof value === 'string' && value.includes(REPLACEMENT)),
  );
}

function withoutReplacements(body: Buffer): Buffer {
  const others = Buffer.from(body);
  for (let at = body.indexOf(REPLACEMENT); at !== -1; at = body.indexOf(REPLACEMENT, at + OTHER.length))
    OTHER.copy(others, at);
  return others;
}

/** The headers of each part of a form that can be read. */
function* headersOfParts(body: Buffer, contentType: string): Generator<string> {
  const delimiter = `--${new MIMEType(contentType).params.get('boundary') ?? ''}`;
  for (let start = body.indexOf(delimiter); start !== -1; start = body.indexOf(`\r\n${delimiter}`, start)) {
    const end = body.indexOf(END_OF_HEADERS, start);
    if (end === -1) return;
    yield body.toString('latin1', start + delimiter.length, end);
    start = end;
  }
}
