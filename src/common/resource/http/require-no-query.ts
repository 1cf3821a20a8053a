import { BadRequest } from '../../errors/api-error.js';

/** Refuses a query string where there is nothing to ask: on the DELETE of a collection it would look like a choice. */
export function requireNoQuery(query: string): void {
  if (query === '') return;
  throw new BadRequest(
    'DELETE of a collection deletes all its documents and takes no query; delete single ones by their URL.',
  );
}
