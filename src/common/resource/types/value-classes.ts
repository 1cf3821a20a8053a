import type { DateFormat } from '../../dates/date-format.js';
import { TYPES } from './types.js';
import type { Represent, ValueClass } from './value-type.js';

const CLASSES: ReadonlyMap<unknown, ValueClass> = new Map(
  Object.values(TYPES).flatMap(({ valueClass }) => (valueClass ? [[valueClass.prototype, valueClass] as const] : [])),
);

/** A value of a class that a field type has → its form in JSON; undefined where there is none but extended JSON. */
export function showByClass(value: object, dates: DateFormat, represent: Represent): unknown {
  const known = CLASSES.get(Object.getPrototypeOf(value));
  return known?.toJson(value as never, dates, represent); // its own class says how
}
