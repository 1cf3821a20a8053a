import { isUtf8 } from 'node:buffer';

/** Bytes that are decoded at a time, at least: small pieces of a network cost as much as large ones, large ones keep others waiting. */
const PIECE = 32 * 1024;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF_16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/** A stretch of a text, in the order of the text. */
export interface TextPiece {
  readonly text: string;
  readonly isLast: boolean;
  /** What stands directly behind the text and ends it. */
  readonly problem?: string;
}

/** Bytes → text in UTF-8, without a byte order mark, in pieces of about 32 KB; the last one may be empty. */
export async function* readText(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<TextPiece> {
  let isFirst = true;
  let rest: Buffer = Buffer.alloc(0);
  const decode = (piece: Buffer, isLast: boolean): TextPiece => {
    const isUtf16 = isFirst && UTF_16_MARKS.some((mark) => piece.subarray(0, 2).equals(mark));
    if (isUtf16) return { text: '', isLast, problem: 'the text is UTF-16; save it as UTF-8' };
    const whole = isFirst && piece.subarray(0, 3).equals(BYTE_ORDER_MARK) ? piece.subarray(3) : piece;
    const length = isLast ? whole.length : completeLength(whole);
    isFirst = false;
    rest = Buffer.from(whole.subarray(length));
    return { ...toText(whole.subarray(0, length)), isLast };
  };
  for await (const piece of inPieces(bytes)) yield decode(Buffer.concat([rest, piece]), false);
  yield decode(rest, true);
}

async function* inPieces(bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Buffer> {
  let gathered: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    for (let start = 0; start < chunk.length; start += PIECE) {
      const part = chunk.subarray(start, start + PIECE);
      gathered.push(part);
      length += part.length;
      if (length < PIECE) continue;
      yield Buffer.concat(gathered);
      gathered = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.concat(gathered);
}

function toText(bytes: Buffer): Omit<TextPiece, 'isLast'> {
  const sound = isUtf8(bytes) ? bytes : bytes.subarray(0, soundLength(bytes));
  const zero = sound.indexOf(0);
  if (zero >= 0) return { text: sound.toString('utf8', 0, zero), problem: 'a NUL character, which no CSV has' };
  const text = sound.toString('utf8');
  return sound.length === bytes.length ? { text } : { text, problem: 'bytes that are not UTF-8' };
}

/** How many bytes there are before a character of which the end is yet to come. */
function completeLength(bytes: Buffer): number {
  const { length } = bytes;
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back] ?? 0;
    if (byte < 0x80) return length;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? length - back : length;
  }
  return length;
}

/** How many bytes there are before the first that is not UTF-8, by halving. */
function soundLength(bytes: Buffer): number {
  let sound = 0;
  let unsound = bytes.length;
  while (unsound - sound > 1) {
    const middle = (sound + unsound) >>> 1;
    const part = bytes.subarray(0, middle);
    if (isUtf8(part.subarray(0, completeLength(part)))) sound = middle;
    else unsound = middle;
  }
  return completeLength(bytes.subarray(0, sound));
}
