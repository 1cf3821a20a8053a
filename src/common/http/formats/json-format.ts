import type { Format } from './format.js';

/** Spaces a level, as Eve's. */
const INDENT = 4;

/** JSON, its members in the order in which they were made. */
export const JSON_FORMAT: Format = {
  headers: { 'content-type': 'application/json' },
  write: (body) => JSON.stringify(body),
  writePretty: (body) => JSON.stringify(body, null, INDENT),
};

/** JSON, its members in the order of their names. */
export const SORTED_JSON_FORMAT: Format = {
  headers: JSON_FORMAT.headers,
  write: (body) => JSON.stringify(body, sortMembers),
  writePretty: (body) => JSON.stringify(body, sortMembers, INDENT),
};

function sortMembers(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
