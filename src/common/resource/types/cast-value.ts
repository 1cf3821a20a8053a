import { DEFAULT_DATE_FORMAT, type DateFormat } from '../../dates/date-format.js';
import { typesOf } from './field-types.js';
import { TYPES, type FieldType, type Typed } from './types.js';

/** A value as a type stores it, where JSON says so without loss (`"48"` for an integer, RFC 1123 for a date). */
export function castValue(value: unknown, type: FieldType, dates = DEFAULT_DATE_FORMAT): unknown {
  return TYPES[type].cast(value, dates);
}

/** As `castValue`, for a definition that may have several types: the first that fits, best without a cast. */
export function castByDefinition(value: unknown, definition: Typed, dates = DEFAULT_DATE_FORMAT): unknown {
  if (typeof definition.type === 'string') return castValue(value, definition.type, dates);
  const types = typesOf(definition);
  if (types.some((type) => TYPES[type].has(value))) return value;
  for (const type of types) {
    const cast = castValue(value, type, dates);
    if (TYPES[type].has(cast)) return cast;
  }
  return value;
}

/** The value that a condition compares a field of this type with; undefined where a client wrote none of it. */
export function castOperandOf(type: FieldType, value: unknown, dates: DateFormat): unknown {
  const { operand, cast, has } = TYPES[type];
  if (operand?.cast) return operand.cast(value);
  const stored = cast(value, dates);
  return has(stored) ? stored : undefined;
}
