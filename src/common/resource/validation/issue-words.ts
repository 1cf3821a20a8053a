import { describeDuplicate } from '../../errors/describe-duplicate.js';
import { GIVEN_SEVERAL_TIMES } from '../../errors/given-several-times.js';
import { pythonRepr, pythonSet, pythonStr, pythonTuple } from '../../text/python-repr.js';
import { representValue } from '../document/represent-value.js';
import type { IssueCode, IssueDetails, ValidationIssue } from '../rules/validation-issue.js';
import { referredValue } from './reference-key.js';

/** The words of every issue, as Eve's clients read them. */
const WORDS = {
  required: () => 'required field',
  unknown: () => 'unknown field',
  null: () => 'null value not allowed',
  read_only: () => 'field is read-only',
  given_several_times: () => GIVEN_SEVERAL_TIMES,
  type: (type) => `must be of ${typeof type === 'string' ? type : pythonRepr(type)} type`,
  min: (bound) => `min value is ${pythonStr(bound)}`,
  max: (bound) => `max value is ${pythonStr(bound)}`,
  min_length: (length) => `min length is ${length}`,
  max_length: (length) => `max length is ${length}`,
  list_length: (length, found) => `length of list should be ${length}, it is ${found}`,
  empty: () => 'empty values not allowed',
  not_allowed: (value) => `unallowed value ${pythonStr(value)}`,
  members_not_allowed: (values) => `unallowed values ${pythonTuple(values)}`,
  forbidden_members: (values) => `unallowed values ${pythonRepr(values)}`,
  missing_members: (values) => `missing members ${pythonSet(values)}`,
  regex: (pattern) => `value does not match regex '${pattern}'`,
  dependency: (path) => `field '${path}' is required`,
  dependency_values: (wanted) => `depends on these values: ${pythonRepr(wanted)}`,
  excludes: (names, field) => `${names.map((name) => `'${name}'`).join(', ')} must not be present with '${field}'`,
  any_of: () => 'no definitions validate',
  all_of: () => "one or more definitions don't validate",
  one_of: () => 'none or more than one rule validate',
  none_of: () => 'one or more definitions validate',
  not_unique: describeDuplicate,
  no_such_document: (value, { resource, field = '_id' }) =>
    `value '${pythonStr(representValue(referredValue(value)))}' must exist in resource '${resource}', field '${field}'.`,
  not_coercible: (field, reason) => `field '${field}' cannot be coerced: ${reason}`,
  no_default: (field, reason) => `default value for '${field}' cannot be set: ${reason}`,
  too_deep: () => 'nested too deeply',
  integer_too_large: () => 'must be an integer of at most 64 bits',
  nul_character: () => 'must not contain a NUL character',
  not_finite: () => 'must be a finite number',
  not_a_document: notADocument,
  not_on_globe: () => 'no place on the globe: longitudes go to 180, latitudes to 90, rings are closed',
  unwritable: (what) => `${what} in it cannot be written again beside a change: replace it too`,
  custom: (message) => message,
} as const satisfies { readonly [Code in IssueCode]: (...details: IssueDetails[Code]) => string };

/** An issue in words. */
export function wordsOf({ code, details }: ValidationIssue): string {
  const word = WORDS[code] as (...all: readonly unknown[]) => string; // the details are those of the code
  return word(...details);
}

/** Eve's issue for what should be a JSON object and is not; a list is not shown in full. */
export function notADocument(value: unknown): string {
  if (value === null) return 'document is missing';
  const shown = Array.isArray(value) ? '[…]' : pythonStr(value).slice(0, 50);
  return `'${shown}' is not a document, must be a dict`;
}
