/** Whether a stored value has members of its own: no list, no date, no other BSON value. */
export function isSubDocument(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !('_bsontype' in value)
  );
}
