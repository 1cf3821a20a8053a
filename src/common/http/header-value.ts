const PARAMETER = /\s*;\s*([\w!#$%&'*+.^`|~-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s;"]+)/gsy;

/** A header's value with parameters: `form-data; name="photo"`. */
export interface HeaderValue {
  /** What stands before the parameters, in lower case. */
  readonly value: string;
  /** By their names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** The text of such a header → its parts (RFC 9110 §5.6.6); undefined when it is malformed or names a parameter twice. */
export function parseHeaderValue(text: string): HeaderValue | undefined {
  const start = text.includes(';') ? text.indexOf(';') : text.length;
  const parameters = new Map<string, string>();
  let end = start;
  for (const [matched, name = '', value = ''] of text.slice(start).matchAll(PARAMETER)) {
    if (parameters.has(name.toLowerCase())) return undefined;
    parameters.set(name.toLowerCase(), unquote(value));
    end += matched.length;
  }
  if (!/^\s*;?\s*$/.test(text.slice(end))) return undefined;
  return { value: text.slice(0, start).trim().toLowerCase(), parameters };
}

/** Browsers escape no backslash, so only those go that stand before a quote or another backslash. */
function unquote(value: string): string {
  return value.startsWith('"') ? value.slice(1, -1).replaceAll(/\\(["\\])/g, '$1') : value;
}
