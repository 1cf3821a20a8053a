/** What two equal references have in common and no others: a key for maps and sets. */
export function referenceKey(value: unknown): string {
  return `${typeof value} ${value instanceof Date ? value.toISOString() : String(value)}`;
}

/** Each value once. */
export function distinctReferences(values: readonly unknown[]): readonly unknown[] {
  return [...new Map(values.map((value) => [referenceKey(value), value])).values()];
}
