import mongoose from 'mongoose';
import { DEFAULT_DATE_FORMAT, type DateFormat } from '../../dates/date-format.js';
import { isInReach, millisecondsOf } from '../../bson/date-beyond.js';
import { isReordered, memberNames } from '../../bson/member-order.js';
import { inOrder } from '../../json/in-order.js';
import { JsonNumber } from '../../json/json-number.js';
import { isBsonValue } from '../../bson/is-bson-value.js';
import { showByClass } from '../types/value-classes.js';
import { setMember } from '../../values/set-member.js';

const { Code, Double, Long, Timestamp } = mongoose.mongo;

/** From here on Python writes a double with an exponent. */
const LARGE = 1e16;

/** Stored value → JSON value, deep: ids as 24 hexadecimal digits, dates as the service writes them, decimals as text, binary data in base 64. */
export function representValue(value: unknown, dates = DEFAULT_DATE_FORMAT): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return representInteger(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Double) return representDouble(value.value);
  if (value instanceof Date) return isInReach(value) ? dates.format(value) : representFarDate(value);
  if (Array.isArray(value)) return value.map((element) => representValue(element, dates));
  if (value instanceof Long && !(value instanceof Timestamp)) return representInteger(value.toBigInt());
  if (value instanceof Code) return representCode(value, dates);
  if (isBsonValue(value)) return showByClass(value, dates, representValue) ?? toExtendedJson(value);
  if (value instanceof RegExp || ArrayBuffer.isView(value)) return toExtendedJson(value);
  return representMembers(value, dates);
}

function representDouble(value: number): JsonNumber | number | null {
  if (!Number.isFinite(value)) return null;
  return Number.isInteger(value) ? new JsonNumber(wholeDouble(value)) : value;
}

/** A double without a fraction as Python writes it: with a point, or an exponent where it is large. */
export function wholeDouble(value: number): string {
  if (Object.is(value, -0)) return '-0.0';
  return Math.abs(value) < LARGE ? `${value}.0` : value.toExponential();
}

/** No form of dates has years beyond 9999 or before 1. */
function representFarDate(date: Date): unknown {
  return { $date: { $numberLong: millisecondsOf(date) } };
}

function representInteger(value: bigint): number | JsonNumber {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : new JsonNumber(String(value));
}

function representMembers(document: object, dates: DateFormat): Record<string, unknown> {
  const represented: Record<string, unknown> = {};
  const names = memberNames(document);
  for (const name of names) {
    setMember(represented, name, representValue((document as Record<string, unknown>)[name], dates));
  }
  return isReordered(document) ? inOrder(represented, names) : represented;
}

/** Its scope is a document of any members. */
function representCode({ code, scope }: mongoose.mongo.Code, dates: DateFormat): unknown {
  return { $code: code, ...(scope && { $scope: representValue(scope, dates) }) };
}

/** BSON types that JSON has no form for and the engine never writes, as MongoDB's extended JSON shows them. */
function toExtendedJson(value: object): unknown {
  return mongoose.mongo.BSON.EJSON.serialize({ value }, { relaxed: true })['value'];
}
