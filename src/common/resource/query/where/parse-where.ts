import type { Filter } from './filter.js';
import { parseJsonFilter } from './parse-json-filter.js';
import { parseJsonObject } from '../parse-json-object.js';
import { parsePythonFilter } from '../python/parse-python-filter.js';
import type { QuerySettings } from '../query-settings.js';

/** Reads a `where` in whichever of the two syntaxes it is written: a MongoDB query as JSON, or a Python comparison. */
export function parseWhere(text: string, settings: QuerySettings): Filter {
  const looksLikeJson = /^\s*[{[]/.test(text);
  if (!looksLikeJson) return parsePythonFilter(text, settings);
  return parseJsonFilter(parseJsonObject(text, settings.parameters.where), settings);
}
