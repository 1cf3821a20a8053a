import { isWritingExactly, NUMBER_MARK } from './stringify-exactly.js';

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
    return isWritingExactly() ? NUMBER_MARK + this.text : this.valueOf();
  }
}
