import type { TextLimits } from './text-limits.js';

/** How a body becomes text, and what the headers say of that text. */
export interface Format {
  readonly headers: Readonly<Record<string, string>>;
  /** Throws `TextTooLong` where there are limits. */
  readonly write: WriteBody;
  /** For a human reader. */
  readonly writePretty: WriteBody;
}

/** A body → its text. */
export type WriteBody = (body: unknown, limits?: TextLimits) => string;
