import { toStoredNumber } from '../bson/exact-numbers.js';
import { rememberSentOrder } from '../bson/remember-sent-order.js';
import { findRepeatedName } from '../json/find-repeated-name.js';
import { withExactNumbers } from '../json/with-exact-numbers.js';
import { requireWholeCharacters } from './require-whole-characters.js';

/**
 * What a JSON text of a client's says, with its numbers as they are to be stored. Refuses half characters, and by the error that is
 * given a name that one object has twice.
 *
 * @param value what a parser made of the text; it may be changed
 */
export function readJsonValue(text: string, value: unknown, refuseRepeated: (path: string) => Error): unknown {
  requireWholeCharacters(text);
  const repeated = findRepeatedName(text);
  if (repeated !== undefined) throw refuseRepeated(repeated);
  const read = withExactNumbers(text, value, toStoredNumber);
  rememberSentOrder(text, read);
  return read;
}
