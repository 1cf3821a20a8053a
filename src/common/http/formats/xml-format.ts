import type { Format } from './format.js';
import { toXml } from './to-xml.js';

/** XML under one of its media types; it is written for programs alone. */
export function xmlFormat(mediaType: string): Format {
  return { headers: { 'content-type': `${mediaType}; charset=utf-8` }, write: toXml, writePretty: toXml };
}
