import mongoose from 'mongoose';

const { BSONValue } = mongoose.mongo.BSON;

/** A value of a type that BSON has and JavaScript has not. A document with a member `_bsontype`, which anybody may store, is none. */
export function isBsonValue(value: unknown): value is InstanceType<typeof BSONValue> {
  return value instanceof BSONValue;
}
