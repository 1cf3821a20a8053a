type Measure = (bytes: Buffer, at: number) => number;

/** The length of what says how long it is itself, at its beginning, and what that does not count. */
const counted =
  (more: number): Measure =>
  (bytes, at) =>
    bytes.readInt32LE(at) + more;

const fixed =
  (length: number): Measure =>
  () =>
    length;

/** A pattern and its options, each ended by a zero. */
const patternLength: Measure = (bytes, at) => bytes.indexOf(0, bytes.indexOf(0, at) + 1) + 1 - at;

/** How many bytes a value has, by its type (https://bsonspec.org/spec.html). */
const LENGTHS: readonly (Measure | undefined)[] = listOf({
  0x01: fixed(8), // double
  0x02: counted(4), // string
  0x03: counted(0), // document
  0x04: counted(0), // array
  0x05: counted(5), // binary
  0x06: fixed(0), // undefined
  0x07: fixed(12), // ObjectId
  0x08: fixed(1), // boolean
  0x09: fixed(8), // date
  0x0a: fixed(0), // null
  0x0b: patternLength,
  0x0c: counted(16), // DBPointer
  0x0d: counted(4), // code
  0x0e: counted(4), // symbol
  0x0f: counted(0), // code with a scope
  0x10: fixed(4), // int32
  0x11: fixed(8), // timestamp
  0x12: fixed(8), // int64
  0x13: fixed(16), // decimal
  0x7f: fixed(0), // greatest key
  0xff: fixed(0), // least key
});

/** How many bytes a value of a type has that begins at a place. Throws where BSON has no such type. */
export function valueLength(bytes: Buffer, type: number, at: number): number {
  const measure = LENGTHS[type];
  if (!measure) throw new Error(`A stored document has a value of type ${type}, which BSON does not have.`);
  return measure(bytes, at);
}

function listOf(measures: Readonly<Record<number, Measure>>): readonly (Measure | undefined)[] {
  return Array.from({ length: 256 }, (_, type) => measures[type]);
}
