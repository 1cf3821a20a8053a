const orders = new WeakMap<object, readonly string[]>();

/** Remembers in which order a document's members are stored, where JavaScript's is another one: it puts names that are integers first. */
export function rememberOrder(document: object, names: readonly string[]): void {
  const own = Object.keys(document);
  if (own.length === names.length && names.some((name, index) => name !== own[index])) orders.set(document, names);
}

/** Has a copy keep the order of what it was made from; new members come last. The copy itself. */
export function keepOrder<C extends object>(from: object, copy: C, first: readonly string[] = []): C {
  const names = orders.get(from);
  if (!names) return copy;
  const known = [...first, ...names].filter((name) => Object.hasOwn(copy, name));
  rememberOrder(copy, [...new Set([...known, ...Object.keys(copy)])]);
  return copy;
}

/** Whether the names of a document's members are not in the order in which they are stored. */
export function isReordered(document: object): boolean {
  return orders.has(document);
}

/** The names of a document's members, in the order in which they are stored. */
export function memberNames(document: object): readonly string[] {
  return orders.get(document) ?? Object.keys(document);
}
