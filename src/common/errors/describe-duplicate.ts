import mongoose from 'mongoose';
import { toPlainNumber } from '../bson/exact-numbers.js';

const { Decimal128, ObjectId } = mongoose.Types;
const { Binary, Long } = mongoose.mongo;
const UUID_LENGTH = 16; // bytes

/** The words for a value that no two documents may share, and another one has. */
export function describeDuplicate(value: unknown): string {
  return `value '${show(value)}' is not unique`;
}

function show(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toUTCString();
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Binary) return isUuid(value) ? value.toUUID().toHexString() : value.toString('base64');
  if (typeof value === 'bigint' || value instanceof Long || value instanceof Decimal128) return value.toString();
  return value === undefined ? '' : JSON.stringify(toPlainNumber(value), (_name, member: unknown) => toShown(member));
}

function isUuid(value: mongoose.mongo.Binary): boolean {
  return value.sub_type === Binary.SUBTYPE_UUID && value.position === UUID_LENGTH;
}

/** JSON has no integers beyond doubles. */
function toShown(member: unknown): unknown {
  return typeof member === 'bigint' ? String(member) : member;
}
