import { toComparedNumber } from '../../bson/exact-numbers.js';
import { rememberSentOrder } from '../../bson/remember-sent-order.js';
import { BadQuery } from '../../errors/api-error.js';
import { findRepeatedName } from '../../json/find-repeated-name.js';
import { withExactNumbers } from '../../json/with-exact-numbers.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import { quote, showName } from '../../text/quote.js';

/**
 * Reads a parameter that holds a JSON object: its numbers exactly, its members in the order sent.
 * @param unparsable the error of a text that is none, by parameter and detail
 */
export function parseJsonObject(
  text: string,
  parameter: string,
  unparsable = unparsableClause,
): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const hint = text.includes("'") && !text.includes('"') ? ' (JSON puts names and texts in double quotes)' : '';
    // JSON.parse throws nothing but a SyntaxError.
    throw unparsable(parameter, `${error instanceof Error ? error.message : 'malformed JSON'}${hint}`);
  }
  if (!isPlainObject(value)) throw unparsable(parameter, `expected an object, not ${quote(value)}`);
  const repeated = findRepeatedName(text);
  if (repeated !== undefined) throw unparsable(parameter, `${showName(repeated)} is given several times`);
  const read = withExactNumbers(text, value, toComparedNumber) as typeof value; // an object still
  rememberSentOrder(text, read);
  return read;
}

/** The rejection of a parameter that is not written in its syntax: Eve's words, then the detail. */
export function unparsableClause(parameter: string, detail: string): BadQuery {
  return new BadQuery(parameter, `Unable to parse \`${parameter}\` clause: ${detail}`);
}
