import type { ResourceOptions } from '../definition/resource-definition.js';

/** The options that the keys of a resource stand for together. */
export interface ReadOptions extends Omit<ResourceOptions, 'name' | 'projection'> {
  /** The predefined projection. */
  readonly projection?: Readonly<Record<string, 0 | 1>>;
  /** Clients may ask for parts of documents. */
  readonly projecting?: boolean;
}
