const SIZE = 1024;
const LONGEST = 40;

/** Short texts that were read before, by a number made of them: the names of a collection's members come again and again. */
const known: (string | undefined)[] = Array.from({ length: SIZE });

/** A short text among bytes; one that was read before costs nothing. */
export function readName(bytes: Buffer, start: number, end: number): string {
  if (end - start > LONGEST) return bytes.toString('utf8', start, end);
  let mark = end - start;
  let isAscii = true;
  for (let at = start; at < end; at += 1) {
    const code = bytes[at] ?? 0;
    if (code > 0x7f) isAscii = false;
    mark = (mark * 31 + code) | 0;
  }
  if (!isAscii) return bytes.toString('utf8', start, end);
  const place = mark & (SIZE - 1);
  const before = known[place];
  if (before !== undefined && isSame(before, bytes, start, end)) return before;
  const text = bytes.toString('latin1', start, end);
  known[place] = text;
  return text;
}

function isSame(text: string, bytes: Buffer, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) !== bytes[start + at]) return false;
  return true;
}
