/** How a body becomes text, and what the headers say of that text. */
export interface Format {
  readonly headers: Readonly<Record<string, string>>;
  readonly write: (body: unknown) => string;
  /** For a human reader. */
  readonly writePretty: (body: unknown) => string;
}
