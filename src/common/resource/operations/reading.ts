import type { Caller } from '../../caller.js';
import type { Lookup } from '../lookup/lookup.js';

/** Which documents are read, as the URL names them, and for whom. */
export interface Reading {
  readonly lookup: Lookup;
  readonly caller: Caller;
}
