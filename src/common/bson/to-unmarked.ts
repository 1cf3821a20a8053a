import mongoose from 'mongoose';
import { isReordered, memberNames } from './member-order.js';
import { isSubDocument } from './is-sub-document.js';

const { Code, DBRef } = mongoose.mongo.BSON;

/** The member by which the driver knows values of BSON's own, whoever wrote it. */
const MARK = '_bsontype';

/**
 * A value as the driver writes it without taking anything in it for what it is not: a document with a member `_bsontype`, and
 * what is around it, as maps, which it writes as documents. The very value where there is none.
 */
export function toUnmarked<V>(value: V): V {
  return isMarked(value) ? (toMaps(value) as V) : value; // what the driver takes for a document of V
}

function isMarked(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(isMarked);
  if (!isSubDocument(value)) {
    if (value instanceof Code) return isMarked(value.scope);
    return value instanceof DBRef && isMarked(membersOf(value));
  }
  if (Object.hasOwn(value, MARK) || isReordered(value)) return true;
  for (const name of Object.keys(value)) if (isMarked(value[name])) return true;
  return false;
}

function toMaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toMaps);
  if (value instanceof Code) return value.scope ? new Code(value.code, toMaps(value.scope) as object) : value; // a map
  if (value instanceof DBRef) return toMaps(membersOf(value));
  if (!isSubDocument(value)) return value;
  return new Map(memberNames(value).map((name) => [name, toMaps(value[name])]));
}

/** A reference as the document that it is stored as. */
function membersOf({ collection, oid, db, fields }: mongoose.mongo.DBRef): object {
  return { $ref: collection, $id: oid, ...(db !== undefined && { $db: db }), ...fields };
}
