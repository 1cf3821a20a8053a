/** Applies the changes of a PATCH: sub-documents are merged member by member, everything else is replaced. Neither argument is changed. */
export function mergeDocument<T extends object>(original: T, changes: object): T {
  const merged = { ...original } as Record<string, unknown>; // any object is a record of its members
  for (const [name, value] of Object.entries(changes)) {
    const stored = merged[name];
    merged[name] = isSubDocument(stored) && isSubDocument(value) ? mergeDocument(stored, value) : value;
  }
  return merged as T; // T plus validated changes of T's own fields
}

/** Not a list, a date or another BSON value. */
function isSubDocument(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !('_bsontype' in value)
  );
}
