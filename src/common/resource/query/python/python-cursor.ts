import { PythonFault, readPythonTokens, type Token } from './python-tokens.js';

/** Walks over the tokens of a Python text. */
export class PythonCursor {
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(text: string) {
    this.tokens = readPythonTokens(text);
  }

  /** The token here (or so many further on), without leaving it. */
  peek(further = 0): Token {
    return this.tokens[this.position + further] ?? { kind: 'end', text: '', at: 0 };
  }

  /** Leaves so many tokens behind. */
  skip(count = 1): void {
    this.position += count;
  }

  /** Whether this word or symbol stands here (or so many tokens further on). */
  sees(text: string, further = 0): boolean {
    const token = this.peek(further);
    return token.kind !== 'literal' && token.kind !== 'end' && token.text === text;
  }

  /** Passes this word or symbol if it stands here. */
  take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.skip();
    return true;
  }

  require(text: string): void {
    if (!this.take(text)) throw this.unexpected(`"${text}"`);
  }

  requireEnd(expected: string): void {
    if (this.peek().kind !== 'end') throw this.unexpected(expected);
  }

  /** Reads what stands between brackets, separated by commas; the opening one is behind already. */
  readList<T>(end: string, readElement: () => T): T[] {
    const elements: T[] = [];
    while (!this.take(end)) {
      if (elements.length > 0) {
        this.require(',');
        if (this.take(end)) break;
      }
      elements.push(readElement());
    }
    return elements;
  }

  unexpected(expected: string): PythonFault {
    const { kind, text, at } = this.peek();
    const hint = kind === 'literal' ? undefined : HINTS.get(text);
    const found = kind === 'end' ? 'the end' : JSON.stringify(text.slice(0, 40));
    return new PythonFault(`expected ${expected}, not ${found}${hint === undefined ? '' : ` (${hint})`}`, at);
  }
}

const HINTS: ReadonlyMap<string, string> = new Map([
  ['=', 'write == to compare'],
  ['&&', 'write and'],
  ['||', 'write or'],
  ['!', 'write not'],
  ['<>', 'write !='],
  ['is', 'write == to compare'],
]);
