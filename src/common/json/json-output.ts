import { isUtf8 } from 'node:buffer';
import { TextTooLong } from './text-too-long.js';

const FIRST_SIZE = 64 * 1024;
/** A larger buffer is not kept for the next text. */
const LARGEST_KEPT = 1024 * 1024;
/** Bytes of a text that are looked at before the limit is asked again. */
const PORTION = 16 * 1024;
/** Most bytes of JSON that a byte of a text takes: `\u0001`. */
const MOST_FOR_BYTE = 6;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const HEX = '0123456789abcdef';

/** The bytes of JSON are put together in one buffer, which every text takes over from the one before. */
let scratch = Buffer.allocUnsafe(FIRST_SIZE);

/** A piece of JSON as it is copied into others. */
export class JsonFragment {
  readonly bytes: Buffer;
  readonly isAscii: boolean;

  constructor(json: string) {
    this.bytes = Buffer.from(json);
    this.isAscii = this.bytes.length === json.length;
  }
}

/** JSON that is written from the beginning to the end; there is one at a time. Throws `TextTooLong` before it holds more bytes than it may. */
export class JsonOutput {
  private bytes = scratch;
  private at = 0;
  private isAscii = true;

  constructor(private readonly maxBytes = Infinity) {}

  /** Text of JSON in ASCII. */
  ascii(text: string): void {
    this.reserve(text.length);
    this.at += this.bytes.write(text, this.at, 'latin1');
  }

  /** Text of JSON. */
  json(text: string): void {
    this.reserve(text.length * 3);
    const written = this.bytes.write(text, this.at);
    if (written > text.length) this.isAscii = false;
    this.at += written;
  }

  /** A piece of JSON that is written often. */
  fragment({ bytes, isAscii }: JsonFragment): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
    if (!isAscii) this.isAscii = false;
  }

  /** One character of ASCII. */
  byte(code: number): void {
    this.reserve(1);
    this.bytes[this.at++] = code;
  }

  /** A whole number. */
  integer(value: number): void {
    if (value < 0 || value > 0x7fffffff) {
      this.ascii(String(value));
      return;
    }
    let digits = 1;
    for (let power = 10; power <= value; power *= 10) digits += 1;
    this.reserve(digits);
    let rest = value;
    for (let place = this.at + digits - 1; place >= this.at; place -= 1) {
      const shorter = Math.floor(rest / 10);
      this.bytes[place] = 0x30 + rest - shorter * 10;
      rest = shorter;
    }
    this.at += digits;
  }

  /** Each byte as two hexadecimal digits, in quotes. */
  hex(source: Buffer, start: number, end: number): void {
    this.reserve(2 * (end - start) + 2);
    this.bytes[this.at++] = QUOTE;
    this.hexDigits(source, start, end);
    this.bytes[this.at++] = QUOTE;
  }

  /** The same without the quotes. */
  hexDigits(source: Buffer, start: number, end: number): void {
    this.reserve(2 * (end - start));
    for (let place = start; place < end; place += 1) {
      const byte = source[place] ?? 0;
      this.bytes[this.at++] = HEX.charCodeAt(byte >> 4);
      this.bytes[this.at++] = HEX.charCodeAt(byte & 15);
    }
  }

  /** A text that is UTF-8 in the source, as a string of JSON; what is no UTF-8 as U+FFFD. */
  string(source: Buffer, start: number, end: number): void {
    const before = this.at;
    this.byte(QUOTE);
    let hasOthers = false;
    for (let from = start; from < end; from += PORTION) {
      const to = Math.min(from + PORTION, end);
      this.reserve((to - from) * MOST_FOR_BYTE);
      if (this.escape(source, from, to)) hasOthers = true;
    }
    this.byte(QUOTE);
    if (!hasOthers) return;
    this.isAscii = false;
    if (isUtf8(source.subarray(start, end))) return;
    this.at = before;
    this.json(JSON.stringify(source.toString('utf8', start, end)));
  }

  /** Says whether there is anything beside ASCII. */
  private escape(source: Buffer, start: number, end: number): boolean {
    const { bytes } = this;
    let { at } = this;
    let others = 0;
    for (let from = start; from < end; from += 1) {
      const code = source[from] ?? 0;
      if (code >= 0x20 && code !== QUOTE && code !== BACKSLASH) {
        others |= code;
        bytes[at++] = code;
      } else at += bytes.write(escapeOf(code), at, 'latin1');
    }
    this.at = at;
    return others > 0x7f;
  }

  /** How many bytes there are. */
  get length(): number {
    return this.at;
  }

  /** Takes back what was written since there were so many bytes. */
  rewind(length: number): void {
    this.at = length;
  }

  /** The text written so far. */
  toString(): string {
    this.requireRoom();
    scratch = this.bytes.length > LARGEST_KEPT ? Buffer.allocUnsafe(FIRST_SIZE) : this.bytes;
    return this.bytes.toString(this.isAscii ? 'latin1' : 'utf8', 0, this.at);
  }

  private reserve(length: number): void {
    if (this.at + length <= this.bytes.length) return;
    this.requireRoom();
    const grown = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + length));
    this.bytes.copy(grown, 0, 0, this.at);
    this.bytes = grown;
  }

  private requireRoom(): void {
    if (this.at > this.maxBytes) throw new TextTooLong();
  }
}

/** As `JSON.stringify` has it. */
function escapeOf(code: number): string {
  return JSON.stringify(String.fromCharCode(code)).slice(1, -1);
}
