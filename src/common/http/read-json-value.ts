import { toStoredNumber } from '../bson/exact-numbers.js';
import { rememberSentOrder } from '../bson/remember-sent-order.js';
import { findRepeatedName } from '../json/find-repeated-name.js';
import { withExactNumbers } from '../json/with-exact-numbers.js';
import { requireWholeCharacters } from './require-whole-characters.js';

/**
 * The value of a client's JSON text, with its numbers as they are to be stored. Rejects half characters, and by the error that is
 * given a name that one object has twice.
 *
 * @param value what a parser made of the text; it may be changed
 */
export function readJsonValue(text: string, value: unknown, rejectRepeated: (path: string) => Error): unknown {
  requireWholeCharacters(text);
  const repeated = findRepeatedName(text);
  if (repeated !== undefined) throw rejectRepeated(repeated);
  const read = withExactNumbers(text, value, toStoredNumber);
  rememberSentOrder(text, read);
  return read;
}
