import { plainName } from '../../json/stringify-exactly.js';
import type { Format } from './format.js';
import { JsonWriter, type JsonStyle } from './json-writer.js';

/** Spaces a level, as Eve's. */
const INDENT = 4;

/** JSON, its members in the order in which they were made. */
export const JSON_FORMAT: Format = {
  ...jsonFormat(),
  writeDirect: (body, maxBytes) => body.toJsonText(maxBytes),
};

/** JSON, its members in the order of their names. */
export const SORTED_JSON_FORMAT: Format = jsonFormat(sortMembers);

function jsonFormat(arrange?: JsonStyle['arrange']): Format {
  const toWrite =
    (indent: number): Format['write'] =>
    (body, limits = UNLIMITED) =>
      new JsonWriter({ indent, ...(arrange && { arrange }) }, limits).write(body);
  return { headers: { 'content-type': 'application/json' }, write: toWrite(0), writePretty: toWrite(INDENT) };
}

const UNLIMITED = { maxLength: Infinity };

function sortMembers(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).toSorted(([one], [other]) => (plainName(one) < plainName(other) ? -1 : 1)),
  );
}
