import mongoose from 'mongoose';

/** The length of a document of one member without a name, what is before its value, and what is behind it. */
const LENGTH = 4;
const HEAD = LENGTH + 2;
const END = 1;

/** A value of a type of BSON as the driver reads it, from a document that is made for it alone. */
export function readAlone(type: number, bytes: Uint8Array, options: mongoose.mongo.BSON.DeserializeOptions): unknown {
  const document = Buffer.alloc(HEAD + bytes.length + END);
  document.writeInt32LE(document.length);
  document[LENGTH] = type;
  document.set(bytes, HEAD);
  return mongoose.mongo.BSON.deserialize(document, options)[''];
}
