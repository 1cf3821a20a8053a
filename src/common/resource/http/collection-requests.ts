import { BadRequest } from '../../errors/api-error.js';

/** Rejects `If-Match` where a collection is written: it names the state of one document, and no document is asked for. */
export function requireNoCondition(ifMatch: string | undefined): void {
  if (ifMatch === undefined) return;
  throw new BadRequest(
    'If-Match names the state of one document, and this is the URL of a collection: write documents by their own URLs, or leave it out.',
  );
}

/** Rejects a query string where there is nothing to ask: on the DELETE of a collection it would look like a choice. */
export function requireNoQuery(query: string): void {
  if (query === '') return;
  throw new BadRequest(
    'DELETE of a collection deletes all its documents and takes no query; delete single ones by their URL.',
  );
}
