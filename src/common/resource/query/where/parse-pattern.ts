import { BadQuery } from '../../../errors/api-error.js';
import type { Test } from './filter.js';
import { findPatternFault } from './find-pattern-fault.js';
import type { QuerySettings } from '../query-settings.js';
import { quote } from '../../../text/quote.js';

/** Reads the operands of `$regex` and of the `$options` beside it. */
export function parsePattern(pattern: unknown, options: unknown, settings: QuerySettings): Test {
  const { where } = settings.parameters;
  if (typeof pattern !== 'string' || typeof options !== 'string') {
    throw new BadQuery(where, `operator '$regex' expects a string, and $options too`);
  }
  const isLong = pattern.length > settings.maxPatternLength;
  const fault = isLong
    ? `it is longer than ${settings.maxPatternLength} characters`
    : findPatternFault(pattern, options);
  if (fault === undefined) return { kind: 'regex', pattern, options };
  throw new BadQuery(where, `operator '$regex' cannot use ${quote(pattern)}: ${fault}`);
}
