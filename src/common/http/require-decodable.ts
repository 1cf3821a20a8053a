import { MIMEType } from 'node:util';
import type { IncomingHttpHeaders } from 'node:http';
import { UnsupportedCharset, UnsupportedContentCoding } from '../errors/api-error.js';

const UTF_8 = /^utf-?8$/i;
/** The codings that change nothing (RFC 9110 §8.4.1), as elements of a list, which may have empty ones. */
const IDENTITY: ReadonlySet<string> = new Set(['', 'identity']);

/** Rejects a body that is compressed, with `UnsupportedContentCoding`, or whose letters are not UTF-8's, with `UnsupportedCharset`. */
export function requireDecodable(headers: IncomingHttpHeaders): void {
  const { 'content-encoding': coding = '', 'content-type': type = '' } = headers;
  if (!isIdentity(coding)) throw new UnsupportedContentCoding(coding);
  requireUtf8(type);
}

/** Rejects a media type whose charset is named and not UTF-8, with `UnsupportedCharset`. */
export function requireUtf8(type: string): void {
  if (!/charset/i.test(type)) return;
  const charset = readCharset(type);
  if (charset !== null && !UTF_8.test(charset)) throw new UnsupportedCharset(charset);
}

function isIdentity(coding: string): boolean {
  return coding.split(',').every((one) => IDENTITY.has(one.trim().toLowerCase()));
}

function readCharset(type: string): string | null {
  try {
    return new MIMEType(type).params.get('charset');
  } catch {
    return null; // no media type at all, which nobody reads anyway
  }
}
