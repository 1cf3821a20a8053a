/** The headers every answer has for browsers: a body is of the type in its `Content-Type`, never of the type it looks like. */
export const SECURITY_HEADERS = { 'x-content-type-options': 'nosniff' } as const;
