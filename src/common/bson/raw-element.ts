import { valueLength } from './value-length.js';

/** A member of a document or an element of a list as it stands in the bytes. */
export interface RawElement {
  readonly name: string;
  /** A number of `BSONType`. */
  readonly type: number;
  readonly bytes: Buffer;
}

const LENGTH = 4;

/** The elements of a document or a list, in order. */
export function rawElements(container: Buffer): readonly RawElement[] {
  const elements: RawElement[] = [];
  let at = LENGTH;
  for (let type = container[at]; type; type = container[at]) {
    const nameEnd = container.indexOf(0, at + 1);
    const end = nameEnd + 1 + valueLength(container, type, nameEnd + 1);
    const name = container.toString('utf8', at + 1, nameEnd);
    elements.push({ name, type, bytes: container.subarray(nameEnd + 1, end) });
    at = end;
  }
  return elements;
}
