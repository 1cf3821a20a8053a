import type { Caller } from '../../caller.js';
import type { DocumentScope } from '../lookup/document-scope.js';

/** Which documents are read, and for whom. */
export interface Reading {
  readonly scope: DocumentScope;
  readonly caller: Caller;
}
