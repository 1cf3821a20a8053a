import mongoose from 'mongoose';
import { toPlainNumber } from '../../bson/exact-numbers.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import { DEFAULT_DATE_FORMAT } from '../../dates/date-format.js';
import { EXAMPLE_ID, OBJECTID } from './objectid.js';
import type { ValueType } from './value-type.js';

const { DBRef } = mongoose.mongo;

/** A reference that names the collection it leads into. */
export const DBREF: ValueType = {
  has: (value) => value instanceof DBRef,
  cast: toReference,
  prop: mongoose.Schema.Types.Mixed,
  property: {
    type: 'object',
    required: ['$ref', '$id'],
    properties: { $ref: { type: 'string' }, $id: { type: 'string' }, $db: { type: 'string' } },
  },
  example: { $ref: 'people', $id: EXAMPLE_ID },
  operand: { name: 'a reference ({"$ref": …, "$id": …})' },
  valueClass: {
    prototype: DBRef.prototype,
    toJson: ({ collection, oid, db }: mongoose.mongo.DBRef, dates, represent) => ({
      $ref: collection,
      $id: represent(oid, dates),
      ...(db && { $db: db }),
    }),
  },
  kind: 'reference',
};

/** `{"$ref": "people", "$id": "…", "$db": "…"}`; Eve also reads `$col` for `$ref`. Collections and databases have names, without NUL. */
function toReference(value: unknown): unknown {
  if (!isPlainObject(value)) return value;
  const { $col, $ref = $col, $id, $db, ...others } = value;
  if (Object.keys(others).length > 0) return value;
  if (!isName($ref) || ($db !== undefined && !isName($db))) return value;
  const plainId = toPlainNumber($id);
  if (typeof plainId !== 'string' && typeof plainId !== 'bigint' && !Number.isFinite(plainId)) return value;
  if (String(plainId).includes('\0')) return value;
  // The driver declares an ObjectId; the database takes ids of any type.
  const id = OBJECTID.cast(plainId, DEFAULT_DATE_FORMAT) as mongoose.Types.ObjectId;
  return new DBRef($ref, id, $db);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.includes('\0');
}
