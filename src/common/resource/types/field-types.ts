import { TYPES, type FieldType, type Typed } from './types.js';
import type { Kind } from './value-type.js';

/** The types a value may have by its definition; none where any will do. */
export function typesOf({ type }: Typed): readonly FieldType[] {
  if (type === undefined) return [];
  return typeof type === 'string' ? [type] : type;
}

/** The type of a value that can have one type only. */
export function onlyTypeOf({ type }: Typed): FieldType | undefined {
  if (typeof type === 'string') return type;
  return type?.length === 1 ? type[0] : undefined;
}

/** Whether a stored value is of one of the types that its definition names, or of any where it names none. */
export function fitsType(value: unknown, { type }: Typed): boolean {
  if (typeof type === 'string') return TYPES[type].has(value);
  return type === undefined || type.some((one) => TYPES[one].has(value));
}

/** Whether a type is of a kind. */
export function isOfKind(type: FieldType | undefined, kind: Kind): boolean {
  return type !== undefined && TYPES[type].kind === kind;
}

/** Whether a value must be of a kind, whatever its type. */
export function mustBe(kind: Kind, definition: Typed): boolean {
  const types = typesOf(definition);
  return types.length > 0 && types.every((type) => isOfKind(type, kind));
}

/** Whether a value can be of a kind. */
export function canBe(kind: Kind, definition: Typed): boolean {
  return typesOf(definition).some((type) => isOfKind(type, kind));
}
