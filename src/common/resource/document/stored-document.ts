import type { ServerValues } from '../definition/server-fields.js';

/** A document as MongoDB holds it. */
export type StoredDocument<T extends object = object> = T & ServerValues;
