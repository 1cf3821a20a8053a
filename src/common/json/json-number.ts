import { randomUUID } from 'node:crypto';

/** Before the text of a number while it is inside a text of JSON; nobody can guess it. */
const MARK = randomUUID();
const MARKED = new RegExp(`"${MARK}([^"]*)"`, 'g');

let isWriting = false;

/** A number that JavaScript's would show with other digits: `9007199254740993`, `1.0`. It reckons as the nearest one. */
export class JsonNumber {
  constructor(private readonly text: string) {}

  toString(): string {
    return this.text;
  }

  valueOf(): number {
    return Number(this.text);
  }

  toJSON(): string | number {
    return isWriting ? MARK + this.text : this.valueOf();
  }
}

/** As `JSON.stringify`, with each `JsonNumber` as its text. */
export function stringifyExactly(
  value: unknown,
  replace?: (name: string, value: unknown) => unknown,
  indent = 0,
): string | undefined {
  isWriting = true;
  try {
    const text = JSON.stringify(value, replace, indent) as string | undefined; // its type leaves out undefined
    return text?.includes(MARK) === true ? text.replaceAll(MARKED, '$1') : text;
  } finally {
    isWriting = false;
  }
}
