import type { Format, WriteBody } from './format.js';
import { toXml, type EnvelopeNames } from './to-xml.js';

/** XML under one of its media types; it is written for programs alone. */
export function xmlFormat(mediaType: string, names: EnvelopeNames): Format {
  const write: WriteBody = (body, limits) => toXml(body, names, limits);
  return { headers: { 'content-type': `${mediaType}; charset=utf-8` }, write, writePretty: write };
}
