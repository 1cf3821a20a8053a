import { PayloadTooLarge } from './api-error.js';

const REASON = 'would be larger than the database stores (16 MB)';

/** The rejection of a document that is too large with all that is in it already, by defaults and by hooks; of a list the one at an index. */
export function documentTooLarge(index?: number): PayloadTooLarge {
  if (index === undefined) return new PayloadTooLarge(`The document ${REASON}.`);
  return new PayloadTooLarge(`The document at index ${index} of the list ${REASON}.`, { [index]: REASON });
}
