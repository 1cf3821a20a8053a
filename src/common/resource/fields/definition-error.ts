/** A mistake in the definition of a resource, which its author made; the message begins with its place: `people.url: …`. */
export class DefinitionError extends Error {
  constructor(
    readonly place: DefinitionPlace,
    readonly reason: string,
  ) {
    super(`${place.toString()}: ${reason}`);
    this.name = 'DefinitionError';
  }
}

/** The place of an option in the definition of a resource: `people.url`, `people.indexes.0`; of a field's, `people.email.unique`. */
export class DefinitionPlace {
  private constructor(
    readonly resource: string,
    readonly path: readonly string[],
    /** Whether the path begins with a field instead of an option of the resource. */
    readonly isField: boolean,
  ) {}

  /** @param path the option, and parts of its value */
  static ofOption(resource: string, ...path: readonly string[]): DefinitionPlace {
    return new DefinitionPlace(resource, path, false);
  }

  /** @param path the field, dotted in sub-documents, and an option of it */
  static ofField(resource: string, ...path: readonly string[]): DefinitionPlace {
    return new DefinitionPlace(resource, path, true);
  }

  at(part: string): DefinitionPlace {
    return new DefinitionPlace(this.resource, [...this.path, part], this.isField);
  }

  reject(reason: string): never {
    throw new DefinitionError(this, reason);
  }

  toString(): string {
    return [this.resource, ...this.path].join('.');
  }
}
