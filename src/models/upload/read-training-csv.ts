import { CsvIssues } from '../../common/csv/csv-issues.js';
import type { CsvLimits } from '../../common/csv/csv-limits.js';
import type { CsvRow } from '../../common/csv/csv-row.js';
import { isMissing } from '../../common/csv/missing.js';
import { openCsv } from '../../common/csv/open-csv.js';
import type { CsvQuery } from '../../common/csv/parse-csv-query.js';
import { BadQuery } from '../../common/errors/api-error.js';
import type { UploadedFile } from '../../common/http/uploads/uploaded-file.js';
import type { Task } from '../model.resource.js';
import type { DataFile } from '../model-data.js';
import { ClassIndex } from './class-index.js';
import { addIssue, readNumber } from './read-features.js';
import { RowWriter } from './row-writer.js';
import type { TrainingTable } from './training-table.js';

/** How a CSV becomes a table. */
export interface TrainingQuery extends CsvQuery {
  readonly task: Task;
  /** The column that is to be predicted; the last unless given. */
  readonly label: string | undefined;
}

/** How much a table may hold. */
export interface TrainingLimits extends CsvLimits {
  readonly classes: number;
  /** Rows × columns. */
  readonly cells: number;
  /** Weights of a model. */
  readonly weights: number;
}

/** Of a regression, whose intervals need a matrix of so many rows and columns. */
const MOST_REGRESSION_FEATURES = 400;

/**
 * Reads a CSV into a file of numbers while it arrives.
 *
 * @throws InvalidCsv with the first 100 cells that are no numbers, and on what no model can be made of
 */
export async function readTrainingCsv(
  { name, bytes }: UploadedFile,
  query: TrainingQuery,
  limits: TrainingLimits,
  file: DataFile,
): Promise<TrainingTable> {
  const issues = new CsvIssues(name);
  const { names, batches, hasHeader } = await openCsv(bytes, { ...query, limits, issues });
  const labelAt = query.label === undefined ? names.length - 1 : names.indexOf(query.label);
  if (labelAt === -1)
    throw new BadQuery('label', `There is no column ${JSON.stringify(query.label)}; the columns are ${listOf(names)}`);
  if (names.length < 2) issues.fail({ line: 1, message: 'one column only: features and, last, a label are needed' });
  const reader = new RowReader({ names, labelAt, issues, limits, task: query.task }, new RowWriter(file));
  for await (const rows of batches) await reader.add(rows);
  await reader.end(hasHeader);
  const { classes, classOf } = query.task === 'classification' ? reader.classes.toClasses() : {};
  const features = names.filter((_, at) => at !== labelAt);
  const label = names[labelAt] ?? '';
  requireTrainable(issues, { classes: classes?.length, features: features.length, limits, line: reader.lastLine });
  return {
    task: query.task,
    data: file.id,
    rows: reader.rows,
    features,
    label,
    ...(classes && { classes }),
    ...(classOf && { classOf }),
  };
}

interface Reading {
  readonly names: readonly string[];
  readonly labelAt: number;
  readonly issues: CsvIssues;
  readonly limits: TrainingLimits;
  readonly task: Task;
}

/** Reads the cells of one row after the other. */
class RowReader {
  readonly classes = new ClassIndex();
  rows = 0;
  lastLine = 1;

  constructor(
    private readonly reading: Reading,
    private readonly writer: RowWriter,
  ) {}

  async add(rows: readonly CsvRow[]): Promise<void> {
    for (const row of rows) this.read(row);
    await this.writer.flush();
  }

  /** Writes what is left, where there is nothing wrong with any of it. */
  async end(hasHeader: boolean): Promise<void> {
    const { issues } = this.reading;
    if (this.rows === 0 && issues.count === 0) {
      const message = 'the CSV has a header and no rows; a first line that holds data needs header=no';
      issues.fail({ line: hasHeader ? 2 : 1, message });
    }
    issues.requireNone();
    await this.writer.flush(0);
  }

  private read(row: CsvRow): void {
    const { names, labelAt, issues, limits } = this.reading;
    this.rows += 1;
    this.lastLine = row.line;
    if (this.rows * names.length > limits.cells) {
      issues.fail({ line: row.line, message: `more than ${limits.cells} cells, which is the most (MODEL_MAX_CELLS)` });
    }
    for (let index = 0; index < names.length; index += 1) {
      if (index === labelAt) continue;
      this.writer.add(readNumber({ row, index, name: names[index] ?? '', issues }));
    }
    this.writer.add(this.readLabel(row));
  }

  private readLabel(row: CsvRow): number {
    const { names, labelAt: index, issues, limits, task } = this.reading;
    const place = { row, index, name: names[index] ?? '', issues };
    if (task === 'regression') return readNumber(place);
    const cell = row.cells[index] ?? '';
    if (isMissing(cell)) return addIssue(place, 'the label is missing');
    const label = this.classes.indexOf(cell);
    if (this.classes.count > limits.classes) {
      issues.fail({
        line: row.line,
        column: index + 1,
        name: place.name,
        message: `more than ${limits.classes} classes, which are the most (MODEL_MAX_CLASSES); for a number that is to be predicted send ?task=regression`,
      });
    }
    return label;
  }
}

interface Shape {
  readonly classes: number | undefined;
  readonly features: number;
  readonly limits: TrainingLimits;
  readonly line: number;
}

/** Throws InvalidCsv where no model, or none that can be kept, can be made of the table. */
function requireTrainable(issues: CsvIssues, { classes, features, limits, line }: Shape): void {
  if (classes === undefined) {
    if (features > MOST_REGRESSION_FEATURES)
      issues.fail({
        line: 1,
        message: `${features} features; a regression takes ${MOST_REGRESSION_FEATURES} at the most`,
      });
    return;
  }
  if (classes < 2) issues.fail({ line, message: 'all rows have one class; two at least are needed' });
  const weights = (classes === 2 ? 1 : classes) * (features + 1);
  if (weights > limits.weights) {
    const message = `${classes} classes × ${features} features make ${weights} weights; ${limits.weights} are the most (MODEL_MAX_WEIGHTS)`;
    issues.fail({ line: 1, message });
  }
}

function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => JSON.stringify(name));
  return shown.join(', ') + (names.length > shown.length ? ', …' : '');
}
