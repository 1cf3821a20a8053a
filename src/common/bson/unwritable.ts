/** A stored value would have to be written again beside a change, and the driver cannot write it as it is. */
export class Unwritable extends Error {
  /** The member that was to be set: its path, with dots; none where it was the whole document. */
  path: string | undefined;

  /** @param what the value, in words */
  constructor(readonly what: string) {
    super(`${what} cannot be written again as it is.`);
    this.name = new.target.name;
  }
}

/** A function that makes a member's new value; where that is not possible the error says of which. */
export function writeAt<V>(path: string, write: () => V): V {
  try {
    return write();
  } catch (error) {
    if (error instanceof Unwritable) error.path = path;
    throw error;
  }
}
