import { Injectable } from '@nestjs/common';
import { CsvIssues } from '../common/csv/csv-issues.js';
import { limitsOf } from '../common/csv/csv-limits.js';
import type { CsvRow } from '../common/csv/csv-row.js';
import { openCsv } from '../common/csv/open-csv.js';
import type { CsvQuery } from '../common/csv/parse-csv-query.js';
import { BadQuery, BadRequest } from '../common/errors/api-error.js';
import type { Upload } from '../common/http/uploads/upload.js';
import type { UploadedFile } from '../common/http/uploads/uploaded-file.js';
import { Settings } from '../config/settings.js';
import { readJsonColumns } from './read-json-columns.js';
import type { JsonCell } from './statistics/cell.js';

/** What gathers a table's figures. */
export interface TableFigures<Summary> {
  readonly rowCount: number;
  readonly summary: Summary;
  addRows(rows: readonly CsvRow[]): void;
  addColumns(columns: readonly (readonly JsonCell[])[]): void;
}

/** A table that was read to its end. */
export interface ReadTable<Summary> {
  /** Of its file; undefined where the table is the body of a request. */
  readonly name: string | undefined;
  readonly format: 'csv' | 'json';
  readonly summary: Summary;
}

/** What a request sent: one of them. */
export interface SentTables {
  readonly upload: Upload | undefined;
  readonly body: unknown;
  readonly query: CsvQuery;
}

/** Makes what gathers the figures of a table with such columns. */
export type StartFigures<Summary> = (names: readonly string[]) => TableFigures<Summary>;

/** Reads tables as requests send them: JSON columns, CSV, or a form with several CSV files; a table without rows is none. */
@Injectable()
export class TableReader {
  constructor(private readonly settings: Settings) {}

  /** Throws `InvalidCsv`, `BadRequest` or `BadQuery`: nothing is given back of an upload of which one file is not valid. */
  async read<Summary>(
    { upload, body, query }: SentTables,
    start: StartFigures<Summary>,
  ): Promise<readonly ReadTable<Summary>[]> {
    if (!upload) return [this.readJson(body, query, start)];
    const tables: ReadTable<Summary>[] = [];
    for await (const file of upload.files()) {
      if (tables.some(({ name }) => name === file.name)) {
        throw new BadRequest(`The form has several files of one name: ${JSON.stringify(file.name ?? '')}`);
      }
      tables.push(await this.readCsv(file, query, start));
    }
    return tables;
  }

  private readJson<Summary>(body: unknown, query: CsvQuery, start: StartFigures<Summary>): ReadTable<Summary> {
    for (const name of ['delimiter', 'header'] as const) {
      if (query[name] !== undefined) throw new BadQuery(name, `${name} is for CSV; the body is JSON`);
    }
    const { names, columns } = readJsonColumns(body, this.settings.csvMaxColumns);
    const figures = start(names);
    figures.addColumns(columns);
    return { name: undefined, format: 'json', summary: figures.summary };
  }

  private async readCsv<Summary>(
    { name, bytes }: UploadedFile,
    query: CsvQuery,
    start: StartFigures<Summary>,
  ): Promise<ReadTable<Summary>> {
    const issues = new CsvIssues(name);
    const { names, batches } = await openCsv(bytes, { ...query, limits: limitsOf(this.settings), issues });
    const figures = start(names);
    for await (const rows of batches) figures.addRows(rows);
    if (figures.rowCount === 0 && issues.count === 0) {
      issues.fail({
        line: 2,
        message: 'the CSV has a header and no rows; a first line that holds data needs header=no',
      });
    }
    issues.requireNone();
    return { name, format: 'csv', summary: figures.summary };
  }
}
