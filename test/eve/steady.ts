/** What differs from run to run, and how recorded answers name it; scripts/record-eve.py has the same rules. */
const VARIABLE = [
  [/\b[0-9a-f]{40}\b/g, '<etag>'],
  [/\b[67][0-9a-f]{23}\b/g, '<id>'],
  [/\w{3}, \d\d \w{3} (?!19|200)\d{4} \d\d:\d\d:\d\d GMT/g, '<now>'],
  [/^http:\/\/[^/]+/g, ''],
] as const;

/** A JSON value without what differs from run to run. */
export function steady(value: unknown): unknown {
  if (typeof value === 'string') return VARIABLE.reduce((text, [pattern, name]) => text.replace(pattern, name), value);
  if (Array.isArray(value)) return value.map(steady);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, steady(member)]));
}
