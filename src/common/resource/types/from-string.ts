/** A cast of strings; every other value stays. */
export function fromString(parse: (text: string) => unknown): (value: unknown) => unknown {
  return (value) => (typeof value === 'string' ? parse(value) : value);
}

/** The cast of a type whose values JSON has itself. */
export function asItIs(value: unknown): unknown {
  return value;
}
