const LONGEST = 60;

/** Quotes what a client sent inside a message: as JSON, on one line, cut when long. */
export function quote(value: unknown): string {
  // JSON has no infinity: it would read `null`.
  if (typeof value === 'number') return String(value);
  // JSON.stringify answers undefined for undefined and functions, whatever its type says.
  const text = (JSON.stringify(value) as string | undefined) ?? String(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Shows a name a client sent: as it is when it is an ordinary one, quoted otherwise. */
export function showName(name: string): string {
  return /^[\w.$-]{1,60}$/.test(name) ? name : quote(name);
}
