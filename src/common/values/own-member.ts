/**
 * A member that an object itself has; undefined where it has none. Names and objects may both be a client's: what an object
 * inherits (`constructor`, `toString`) is no member of a document.
 */
export function ownMember(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? (object as Readonly<Record<string, unknown>>)[name] : undefined; // any object is a record of its members
}
