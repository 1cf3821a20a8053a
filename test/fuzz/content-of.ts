const SERVER_FIELDS = ['_id', '_created', '_updated', '_etag', '_links'];

/** What a client wrote of a document that it reads. */
export function contentOf(item: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !SERVER_FIELDS.includes(name)));
}
