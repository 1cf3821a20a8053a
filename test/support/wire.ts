/** How values look on the wire, as jest's matchers: jest types them `any`, these are `unknown`. */

/** 24 hexadecimal digits. */
export const AN_ID: unknown = expect.stringMatching(/^[a-f0-9]{24}$/);

/** 40 hexadecimal digits. */
export const AN_ETAG: unknown = expect.stringMatching(/^[a-f0-9]{40}$/);

/** A time in RFC 1123. */
export const A_TIME: unknown = expect.stringMatching(/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/);

/** Any text. */
export const A_TEXT: unknown = expect.any(String);

/** Any number. */
export const A_NUMBER: unknown = expect.any(Number);

/** A text that has a part. */
export const textWith = (part: string): unknown => expect.stringContaining(part);

/** A text that matches. */
export const textLike = (pattern: RegExp): unknown => expect.stringMatching(pattern);
