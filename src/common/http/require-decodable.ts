import { MIMEType } from 'node:util';
import type { IncomingHttpHeaders } from 'node:http';
import { UnsupportedCharset, UnsupportedContentCoding } from '../errors/api-error.js';

const UTF_8 = /^utf-?8$/i;
/** What changes nothing (RFC 9110 §8.4.1). */
const IDENTITY = /^(\s*identity\s*,?)*$/i;

/** Refuses a body that is compressed, with `UnsupportedContentCoding`, or whose letters are not UTF-8's, with `UnsupportedCharset`. */
export function requireDecodable(headers: IncomingHttpHeaders): void {
  const { 'content-encoding': coding = '', 'content-type': type = '' } = headers;
  if (!IDENTITY.test(coding)) throw new UnsupportedContentCoding(coding);
  if (!/charset/i.test(type)) return;
  const charset = readCharset(type);
  if (charset !== null && !UTF_8.test(charset)) throw new UnsupportedCharset(charset);
}

function readCharset(type: string): string | null {
  try {
    return new MIMEType(type).params.get('charset');
  } catch {
    return null; // no media type at all, which nobody reads anyway
  }
}
