import { BadRequest } from '../errors/api-error.js';
import { requireFewFields } from './form-document.js';
import { parsePart, type FormPart } from './parse-part.js';

const [SPACE, TAB, CARRIAGE_RETURN, LINE_FEED, HYPHEN] = [0x20, 0x09, 0x0d, 0x0a, 0x2d];

/**
 * The bytes of a `multipart/form-data` body → its parts, in order (RFC 7578, RFC 2046 §5.1). What stands before the first
 * boundary and behind the last is ignored. Throws `BadRequest` on anything malformed.
 */
export function parseMultipart(body: Buffer, boundary: string): readonly FormPart[] {
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1'); // as Node reads headers
  const parts: FormPart[] = [];
  let at = endOfFirst(body, delimiter);
  while (!isLast(body, at)) {
    const start = startOfNextLine(body, at);
    const end = body.indexOf(delimiter, start - 2); // the line break may be that of an empty part
    if (end === -1) throw malformed('it ends without its closing boundary');
    requireFewFields(parts.length + 1);
    parts.push(parsePart(body.subarray(start, end), parts.length + 1));
    at = end + delimiter.length;
  }
  return parts;
}

/** The first boundary may open the body, without a line break. */
function endOfFirst(body: Buffer, delimiter: Buffer): number {
  const bare = delimiter.subarray(2);
  if (body.subarray(0, bare.length).equals(bare)) return bare.length;
  const found = body.indexOf(delimiter);
  if (found === -1) throw malformed('its boundary is nowhere in it');
  return found + delimiter.length;
}

function isLast(body: Buffer, at: number): boolean {
  return body[at] === HYPHEN && body[at + 1] === HYPHEN;
}

function startOfNextLine(body: Buffer, end: number): number {
  let at = end;
  while (body[at] === SPACE || body[at] === TAB) at += 1;
  if (body[at] === CARRIAGE_RETURN && body[at + 1] === LINE_FEED) return at + 2;
  throw malformed('a boundary is not followed by a line break');
}

function malformed(reason: string): BadRequest {
  return new BadRequest(`The multipart/form-data body is malformed: ${reason}.`);
}
