import { randomUUID } from 'node:crypto';

/** Before the text of a number while it is inside a text of JSON; nobody can guess it. */
export const NUMBER_MARK = randomUUID();

/** Before a name that JavaScript would put elsewhere; likewise. */
export const NAME_MARK = randomUUID();

const MARKED_NUMBER = new RegExp(`"${NUMBER_MARK}([^"]*)"`, 'g');

let isWriting = false;

/** Whether marks are understood where they would be put. */
export function isWritingExactly(): boolean {
  return isWriting;
}

/** As `JSON.stringify`, with each `JsonNumber` as its text, and members in the order that `inOrder` gave them. */
export function stringifyExactly(
  value: unknown,
  replace?: (name: string, value: unknown) => unknown,
  indent = 0,
): string | undefined {
  isWriting = true;
  try {
    return withoutMarks(JSON.stringify(value, replace, indent));
  } finally {
    isWriting = false;
  }
}

/** A name as it is without its mark. */
export function plainName(name: string): string {
  return name.startsWith(NAME_MARK) ? name.slice(NAME_MARK.length) : name;
}

function withoutMarks(text: string | undefined): string | undefined {
  const numbered = text?.includes(NUMBER_MARK) === true ? text.replaceAll(MARKED_NUMBER, '$1') : text;
  return numbered?.includes(NAME_MARK) === true ? numbered.replaceAll(NAME_MARK, '') : numbered;
}
