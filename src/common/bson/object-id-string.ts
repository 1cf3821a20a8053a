import mongoose from 'mongoose';

const { ObjectId } = mongoose.Types;

/** The 24 digits of an ObjectId in JSON, from beginning to end. */
export const OBJECT_ID_PATTERN = '^[a-f0-9]{24}$';

const IS_OBJECT_ID = new RegExp(OBJECT_ID_PATTERN, 'i');

/** A string of 24 hexadecimal digits → the ObjectId; undefined for any other. */
export function parseObjectId(string: string): mongoose.Types.ObjectId | undefined {
  return IS_OBJECT_ID.test(string) ? new ObjectId(string) : undefined;
}
