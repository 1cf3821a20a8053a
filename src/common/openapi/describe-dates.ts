import type { SchemaObject } from '@nestjs/swagger';

/** The description of dates in the OpenAPI document. */
export interface DateDescription {
  readonly schema: SchemaObject;
  /** Completes "dates are in …". */
  readonly form: string;
}

const RFC_1123 = '%a, %d %b %Y %H:%M:%S GMT';
const ISO_8601 = /^%Y-%m-%dT%H:%M:%S(?:\.%f)?(?:Z|[+]00:00)$/;
const ISO_8601_DAY = '%Y-%m-%d';

/** `DATE_FORMAT` → what it is called, where it has a name; its own text in the directives of `strftime`, where it has none. */
export function describeDates(pattern: string): DateDescription {
  if (pattern === RFC_1123) return { schema: { type: 'string', format: 'http-date' }, form: 'RFC 1123' };
  if (ISO_8601.test(pattern)) return { schema: { type: 'string', format: 'date-time' }, form: 'ISO 8601' };
  if (pattern === ISO_8601_DAY) return { schema: { type: 'string', format: 'date' }, form: 'ISO 8601, without a time' };
  const form = `the form \`${pattern}\``;
  return { schema: { type: 'string', description: `A date in ${form}, UTC.` }, form };
}
