/** A copy of a text that is kept for long: the part of a longer one keeps all of that in memory (V8's sliced strings). */
export function ownText(text: string): string {
  return text.length < SHORTEST_SLICE ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}

/** Shorter parts are copies from the beginning. */
const SHORTEST_SLICE = 13;
