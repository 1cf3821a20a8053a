import { ApiError } from './api-error.js';
import type { ErrorVocabulary } from './error-vocabulary.js';

/** What is wrong at one place of a CSV text. */
export interface CsvIssue {
  /** From 1. */
  readonly line: number;
  /** Which column, from 1; none where it is about the whole line. */
  readonly column?: number;
  /** The name of the column. */
  readonly name?: string;
  readonly message: string;
}

/** 422: a CSV text cannot be read, or holds what it must not; `_issues` lists the first 100 by the name of the file, or `body`, each with its line and column, from 1. */
export class InvalidCsv extends ApiError {
  readonly status = 422;

  /** @param file the name of the file, or `body` */
  constructor(
    private readonly file: string,
    private readonly found: readonly CsvIssue[],
  ) {
    super(`The CSV is not valid: ${describe(found)}`);
  }

  override toBody(words: ErrorVocabulary): Readonly<Record<string, unknown>> {
    const { [words.errorName]: error, ...rest } = super.toBody(words);
    return { ...rest, [words.issuesName]: Object.fromEntries([[this.file, this.found]]), [words.errorName]: error };
  }
}

function describe(found: readonly CsvIssue[]): string {
  const [first] = found;
  if (!first) return 'it holds no rows';
  const { line, column, name, message } = first;
  const place = [`line ${line}`, column && `column ${column}`, name !== undefined && JSON.stringify(name)];
  const others = found.length > 1 ? ` (the first of ${found.length} issues)` : '';
  return `${place.filter(Boolean).join(', ')}: ${message}${others}`;
}
