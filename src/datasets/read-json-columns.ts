import { toPlainNumber } from '../common/bson/exact-numbers.js';
import { BadRequest, type Issues } from '../common/errors/api-error.js';
import { isPlainObject } from '../common/values/is-plain-object.js';
import type { JsonCell } from './statistics/cell.js';

const EXAMPLE = '{"num1": [1, 2, 3], "num2": [4, 5, 6]}';
const MOST_ISSUES = 100;

/** The columns of a JSON body. */
export interface JsonColumns {
  readonly names: readonly string[];
  /** All of one length, which is not zero. */
  readonly columns: readonly (readonly JsonCell[])[];
}

/** `{"num1": [1, 2, 3], …}` → columns. Throws `BadRequest` naming the column and the place of what is none, the first 100 of them. */
export function readJsonColumns(body: unknown, most: number): JsonColumns {
  if (!isPlainObject(body)) throw new BadRequest(`The body must be an object of columns, such as ${EXAMPLE}`);
  const entries = Object.entries(body);
  if (entries.length === 0) throw new BadRequest(`The body has no columns; send an object of them, such as ${EXAMPLE}`);
  if (entries.length > most)
    throw new BadRequest(`The body has ${entries.length} columns; ${most} are the most (CSV_MAX_COLUMNS)`);
  const issues: [string, string][] = [];
  const length = lengthOf(entries[0]?.[1]);
  const columns = entries.map(([name, values]) => readColumn(values, length, (issue) => issues.push([name, issue])));
  if (issues.length > 0) throw invalid(issues);
  if (length === 0) throw new BadRequest(`The columns have no values; send at least one row, such as ${EXAMPLE}`);
  return { names: entries.map(([name]) => name), columns };
}

function readColumn(values: unknown, length: number, report: (issue: string) => void): readonly JsonCell[] {
  if (!Array.isArray(values)) {
    report('must be a list of values');
    return [];
  }
  if (values.length !== length) report(`has ${values.length} values, where the first column has ${length}`);
  return values.map((value: unknown, index) => {
    const cell = toCell(value);
    if (cell === undefined) report(`value ${index + 1} must be a number, a string, true, false or null`);
    return cell ?? null;
  });
}

/** Undefined for a list or an object. */
function toCell(value: unknown): JsonCell | undefined {
  const plain = toPlainNumber(value); // the reader of bodies marks 1.0
  const isCell =
    plain === null ||
    typeof plain === 'number' ||
    typeof plain === 'bigint' ||
    typeof plain === 'string' ||
    typeof plain === 'boolean';
  return isCell ? plain : undefined;
}

function invalid(issues: readonly (readonly [name: string, issue: string])[]): BadRequest {
  const [first] = issues;
  const byName = new Map<string, string[]>();
  for (const [name, issue] of issues.slice(0, MOST_ISSUES)) byName.set(name, [...(byName.get(name) ?? []), issue]);
  const told: Issues = Object.fromEntries(
    [...byName].map(([name, own]) => [name, own.length === 1 ? (own[0] ?? '') : own]),
  );
  return new BadRequest(`The columns are not valid: ${JSON.stringify(first?.[0])} ${first?.[1] ?? ''}`, told);
}

function lengthOf(values: unknown): number {
  return Array.isArray(values) ? values.length : 0;
}
