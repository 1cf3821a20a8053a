const orders = new WeakMap<object, readonly string[]>();

/** Remembers in which order a document's members are stored, where JavaScript's is another one: it puts names that are integers first. */
export function rememberOrder(document: object, names: readonly string[]): void {
  const own = Object.keys(document);
  if (own.length === names.length && names.some((name, index) => name !== own[index])) orders.set(document, names);
}

/** Whether the names of a document's members are not in the order in which they are stored. */
export function isReordered(document: object): boolean {
  return orders.has(document);
}

/** The names of a document's members, in the order in which they are stored. */
export function memberNames(document: object): readonly string[] {
  return orders.get(document) ?? Object.keys(document);
}
