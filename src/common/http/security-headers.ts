/** What every answer tells a browser: a body is what its `Content-Type` says, never what it looks like. */
export const SECURITY_HEADERS = { 'x-content-type-options': 'nosniff' } as const;
