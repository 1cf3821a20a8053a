import { toPlainNumber } from '../../common/bson/exact-numbers.js';
import { BadRequest, PayloadTooLarge, ValidationFailed } from '../../common/errors/api-error.js';
import { isPlainObject } from '../../common/values/is-plain-object.js';
import { FeatureMatrix } from '../training/feature-matrix.js';
import type { PredictorFeature } from './model-predictor.js';

const MOST_ISSUES = 100;

type Report = (place: string, issue: string) => void;

/**
 * Reads rows of features from JSON: a list of objects by the names of features, or of lists in their order; one of these alone is one row.
 *
 * @throws BadRequest, PayloadTooLarge, and ValidationFailed with the first 100 issues by place, such as `1.petal_length`, rows from 0
 */
export function readRowsJson(body: unknown, most: number, features: readonly PredictorFeature[]): FeatureMatrix {
  const rows = toRows(body);
  const [first] = features;
  if (rows === undefined || rows.length === 0) {
    throw new BadRequest(
      `The body must have rows: a list of objects such as {${JSON.stringify(first?.name)}: 1.5, …}, or of lists of ${features.length} numbers.`,
    );
  }
  if (rows.length > most)
    throw new PayloadTooLarge(`${rows.length} rows; ${most} are the most of a request (PREDICTION_MAX_ROWS).`);
  const issues = new Map<string, string>();
  const report: Report = (place, issue) => {
    issues.set(place, issue);
    if (issues.size >= MOST_ISSUES) throw new ValidationFailed(Object.fromEntries(issues));
  };
  const values = rows.flatMap((row, index) =>
    readRow(row, features, (place, issue) => {
      report(place === '' ? String(index) : `${index}.${place}`, issue);
    }),
  );
  if (issues.size > 0) throw new ValidationFailed(Object.fromEntries(issues));
  return new FeatureMatrix(Float64Array.from(values), features.length);
}

function toRows(body: unknown): readonly unknown[] | undefined {
  if (isPlainObject(body)) return [body];
  if (!Array.isArray(body)) return undefined;
  const rows: readonly unknown[] = body;
  const isRow = rows.length > 0 && rows.every((value) => !Array.isArray(value) && !isPlainObject(value));
  return isRow ? [rows] : rows;
}

function readRow(row: unknown, features: readonly PredictorFeature[], report: Report): readonly number[] {
  if (Array.isArray(row)) {
    if (row.length !== features.length)
      report('', `has ${row.length} values, where the model has ${features.length} features`);
    return features.map(({ name }, at) => readNumber(row[at], name, report));
  }
  if (!isPlainObject(row)) {
    report('', 'must be an object of features or a list of numbers');
    return [];
  }
  const names = new Set(features.map(({ name }) => name));
  for (const name of Object.keys(row)) if (!names.has(name)) report(name, 'unknown field');
  return features.map(({ name }) => {
    if (!Object.hasOwn(row, name)) report(name, 'required field');
    else return readNumber(row[name], name, report);
    return 0;
  });
}

function readNumber(value: unknown, place: string, report: Report): number {
  const plain = toPlainNumber(value); // the reader of bodies marks 1.0
  const number = typeof plain === 'bigint' ? Number(plain) : plain;
  if (typeof number === 'number' && Number.isFinite(number)) return number;
  report(place, 'must be of number type');
  return 0;
}
