/** The members of an object, by their names. */
export type Members = Readonly<Record<string, unknown>>;
