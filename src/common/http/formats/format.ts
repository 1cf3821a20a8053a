import type { DirectBody } from '../../json/direct-body.js';
import type { TextLimits } from './text-limits.js';

/** How a body becomes text, and what the headers say of that text. */
export interface Format {
  readonly headers: Readonly<Record<string, string>>;
  /** Throws `TextTooLong` where there are limits. */
  readonly write: WriteBody;
  /** The same, of a body that need not be made for it; there is none where it must be. */
  readonly writeDirect?: (body: DirectBody, maxBytes: number) => string;
  /** For a human reader. */
  readonly writePretty: WriteBody;
}

/** A body → its text. */
export type WriteBody = (body: unknown, limits?: TextLimits) => string;
