import mongoose from 'mongoose';

/** A member of a document or an element of a list as it stands in the bytes. */
export interface RawElement {
  readonly name: string;
  /** A number of `BSONType`. */
  readonly type: number;
  readonly bytes: Buffer;
}

/** What a document or a list consists of, in order. */
export function rawElements(container: Buffer): readonly RawElement[] {
  const elements = [...mongoose.mongo.BSON.onDemand.parseToElements(container)];
  return elements.map(([type, nameOffset, nameLength, offset, length]) => ({
    name: container.toString('utf8', nameOffset, nameOffset + nameLength),
    type,
    bytes: container.subarray(offset, offset + length),
  }));
}
