import { BadRequest } from '../../errors/api-error.js';

/** Refuses `If-Match` where a collection is written: it names the state of one document, and no document is asked for. */
export function requireNoCondition(ifMatch: string | undefined): void {
  if (ifMatch === undefined) return;
  throw new BadRequest(
    'If-Match names the state of one document, and this is the URL of a collection: write documents by their own URLs, or leave it out.',
  );
}
