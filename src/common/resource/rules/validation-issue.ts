import type { Bound, DataRelation, ValueDefinition } from '../fields/field-definition.js';

/** The details of an issue beside its code, by the code: the values that its words are made of when they are read. */
export interface IssueDetails {
  required: readonly [];
  unknown: readonly [];
  null: readonly [];
  read_only: readonly [];
  given_several_times: readonly [];
  type: readonly [type: ValueDefinition['type']];
  min: readonly [bound: Bound];
  max: readonly [bound: Bound];
  min_length: readonly [length: number];
  max_length: readonly [length: number];
  list_length: readonly [length: number, found: number];
  empty: readonly [];
  not_allowed: readonly [value: unknown];
  members_not_allowed: readonly [values: readonly unknown[]];
  forbidden_members: readonly [values: readonly unknown[]];
  missing_members: readonly [values: readonly unknown[]];
  regex: readonly [pattern: string];
  dependency: readonly [path: string];
  dependency_values: readonly [wanted: Readonly<Record<string, unknown>>];
  excludes: readonly [names: readonly string[], field: string];
  any_of: readonly [];
  all_of: readonly [];
  one_of: readonly [];
  none_of: readonly [];
  not_unique: readonly [value: unknown];
  no_such_document: readonly [value: unknown, relation: DataRelation];
  not_coercible: readonly [field: string, reason: string];
  no_default: readonly [field: string, reason: string];
  too_deep: readonly [];
  integer_too_large: readonly [];
  nul_character: readonly [];
  not_finite: readonly [];
  not_a_document: readonly [value: unknown];
  not_on_globe: readonly [];
  unwritable: readonly [what: string];
  /** Worded where it is found: by a check or decorator of a developer, or for a URL. */
  custom: readonly [message: string];
}

/** The kind of mistake: the same for every language and wording. */
export type IssueCode = keyof IssueDetails;

/** One thing that is wrong with a value; its words are made at the end, of the few that an answer reports. */
export type ValidationIssue = {
  readonly [Code in IssueCode]: { readonly code: Code; readonly details: IssueDetails[Code] };
}[IssueCode];

/** An issue of a code. */
export function issue<Code extends IssueCode>(code: Code, ...details: IssueDetails[Code]): ValidationIssue {
  return { code, details } as ValidationIssue; // the details are those of the code
}
