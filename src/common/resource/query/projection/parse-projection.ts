import { BadQuery } from '../../../errors/api-error.js';
import { parseJsonObject } from '../parse-json-object.js';
import type { QueryTarget } from '../query-settings.js';
import { quote, showName } from '../../../text/quote.js';
import { queryScope, resolvePath } from '../resolve-path.js';

/** The fields a client wants, or those it does not want; the server's own fields always come along. */
export interface Projection {
  readonly kind: 'include' | 'exclude';
  /** Dotted paths. */
  readonly paths: readonly string[];
}

const MOST_PATHS = 200;

/** Reads a `projection`: `{"name": 1}` includes, `{"name": 0}` excludes; where both are said, including wins. */
export function parseProjection(text: string, target: QueryTarget): Projection {
  const { projection: parameter } = target.settings.parameters;
  const entries = Object.entries(parseJsonObject(text, parameter));
  if (entries.length > MOST_PATHS)
    throw new BadQuery(parameter, `Too many fields in ${parameter}: at most ${MOST_PATHS}`);
  const scope = queryScope(target, parameter);
  const included: string[] = [];
  const excluded: string[] = [];
  for (const [path, value] of entries) {
    const { list } = resolvePath(path, scope);
    if (list !== undefined && /\.\d+(\.|$)/.test(path)) {
      throw new BadQuery(parameter, `${parameter} cannot pick single elements of a list: ${showName(path)}`);
    }
    if (!isFlag(value)) {
      throw new BadQuery(parameter, `${parameter} of ${showName(path)} is 1 or 0, true or false, not ${quote(value)}`);
    }
    (value === 1 || value === true ? included : excluded).push(path);
  }
  return included.length > 0 ? { kind: 'include', paths: included } : { kind: 'exclude', paths: excluded };
}

function isFlag(value: unknown): boolean {
  return value === 0 || value === 1 || typeof value === 'boolean';
}
