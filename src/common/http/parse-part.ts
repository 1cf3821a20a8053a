import { BadRequest } from '../errors/api-error.js';
import { parseHeaderValue, type HeaderValue } from './header-value.js';

/** Most bytes of a part's headers. */
const MOST_HEADER_BYTES = 16_384;
const HEADER = /^([\w!#$%&'*+.^`|~-]+):(.*)$/s;
/** What leaves the bytes of a part as they are; RFC 7578 §4.7 does without the others. */
const PLAIN_ENCODINGS = ['7bit', '8bit', 'binary'];

/** A field of a multipart form. */
export interface FormPart {
  readonly name: string;
  /** Whether it came as a file. */
  readonly isFile: boolean;
  readonly content: Buffer;
  /** The encoding of its text. */
  readonly charset: string;
}

/**
 * The bytes between two boundaries → a field.
 * @param number its place in the form, from 1, for the `BadRequest` that it may end in
 */
export function parsePart(bytes: Buffer, number: number): FormPart {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) throw refusal(number, 'has no empty line behind its headers');
  if (end > MOST_HEADER_BYTES) throw refusal(number, `has more than ${MOST_HEADER_BYTES} bytes of headers`);
  const headers = parseHeaders(bytes.toString('utf8', 0, end), number);
  const disposition = parseHeaderValue(headers.get('content-disposition') ?? '');
  const name = disposition?.parameters.get('name');
  if (disposition?.value !== 'form-data' || name === undefined) {
    throw refusal(number, 'has no header such as Content-Disposition: form-data; name="field"');
  }
  if (!PLAIN_ENCODINGS.includes((headers.get('content-transfer-encoding') ?? 'binary').toLowerCase())) {
    throw refusal(number, 'has a Content-Transfer-Encoding: send its bytes as they are');
  }
  const charset = parseHeaderValue(headers.get('content-type') ?? '')?.parameters.get('charset') ?? 'utf-8';
  return { name, isFile: isFile(disposition), content: bytes.subarray(end + 4), charset };
}

function isFile({ parameters }: HeaderValue): boolean {
  return parameters.has('filename') || parameters.has('filename*');
}

/** Header lines → values by their names in lower case; a line that begins with white space goes on with the one before. */
function parseHeaders(text: string, number: number): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const line of text.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')) {
    const [, name = '', value = ''] = HEADER.exec(line) ?? [];
    if (name === '') throw refusal(number, 'has a malformed header');
    if (headers.has(name.toLowerCase())) throw refusal(number, `has its header ${name} twice`);
    headers.set(name.toLowerCase(), value.trim());
  }
  return headers;
}

function refusal(number: number, fault: string): BadRequest {
  return new BadRequest(`Part ${number} of the multipart/form-data body ${fault}.`);
}
