import type { Conditions } from './conditions.js';

/** The values that a URL names, by field. */
export type UrlValues = Conditions;

/** The documents that a request is about: an item's URL names one, a collection's all that have its values. */
export interface Lookup {
  readonly values: UrlValues;
  /** Further conditions, all of which they must meet, in MongoDB's terms. */
  readonly conditions: readonly Conditions[];
}
