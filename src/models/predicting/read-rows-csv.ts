import { CsvIssues } from '../../common/csv/csv-issues.js';
import type { CsvLimits } from '../../common/csv/csv-limits.js';
import { openCsv } from '../../common/csv/open-csv.js';
import type { CsvQuery } from '../../common/csv/parse-csv-query.js';
import type { UploadedFile } from '../../common/http/uploads/uploaded-file.js';
import { FeatureMatrix } from '../training/feature-matrix.js';
import { readNumber } from '../upload/read-features.js';
import type { PredictorFeature } from './model-predictor.js';

/**
 * Reads a CSV of features: in the order of the model's, or in any order below a header that names them.
 *
 * @throws InvalidCsv with the first 100 cells that are no numbers, and where columns are missing or unknown
 */
export async function readRowsCsv(
  { name, bytes }: UploadedFile,
  query: CsvQuery,
  limits: CsvLimits,
  features: readonly PredictorFeature[],
): Promise<FeatureMatrix> {
  const issues = new CsvIssues(name);
  const { rows: most, ...others } = limits;
  const { names, batches, hasHeader } = await openCsv(bytes, {
    ...query,
    limits: { ...others, rows: Infinity },
    issues,
  });
  const columns = hasHeader ? byName(names, features, issues) : inOrder(names, features, issues);
  const values: number[] = [];
  for await (const rows of batches) {
    for (const row of rows) {
      if (values.length / features.length >= most) {
        issues.fail({ line: row.line, message: `more than ${most} rows, which are the most (PREDICTION_MAX_ROWS)` });
      }
      for (const index of columns) values.push(readNumber({ row, index, name: names[index] ?? '', issues }));
    }
  }
  if (values.length === 0 && issues.count === 0) issues.fail({ line: 2, message: 'the CSV has a header and no rows' });
  issues.requireNone();
  return new FeatureMatrix(Float64Array.from(values), features.length);
}

/** The place of each feature among the columns of a header. */
function byName(names: readonly string[], features: readonly PredictorFeature[], issues: CsvIssues): readonly number[] {
  const wanted = features.map(({ name }) => name);
  const missing = wanted.filter((name) => !names.includes(name));
  const unknown = names.filter((name) => !wanted.includes(name));
  for (const name of missing.slice(0, 50)) issues.add({ line: 1, name, message: 'the column is missing' });
  for (const name of unknown.slice(0, 40)) {
    issues.add({ line: 1, column: names.indexOf(name) + 1, name, message: 'the model has no such feature' });
  }
  issues.requireNone();
  return wanted.map((name) => names.indexOf(name));
}

function inOrder(
  names: readonly string[],
  features: readonly PredictorFeature[],
  issues: CsvIssues,
): readonly number[] {
  if (names.length !== features.length) {
    const wanted = features.slice(0, 20).map(({ name }) => name);
    const list = wanted.join(', ') + (features.length > wanted.length ? ', …' : '');
    issues.fail({
      line: 1,
      message: `${names.length} cells, where the model has ${features.length} features: ${list}`,
    });
  }
  return [...names.keys()];
}
