import type { ValueDefinition } from './field-definition.js';

/** Whether no two documents of a collection may share such a value; while requests have no users, all are one user's. */
export function isUnique({ unique, uniqueToUser }: ValueDefinition): boolean {
  return unique === true || uniqueToUser === true;
}
