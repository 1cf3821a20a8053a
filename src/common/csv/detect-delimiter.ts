import { CsvIssues } from './csv-issues.js';
import type { CsvLimits } from './csv-limits.js';
import type { CsvRow } from './csv-row.js';
import { CsvTokenizer } from './csv-tokenizer.js';
import { DELIMITERS, type Delimiter } from './delimiter.js';
import { InvalidCsv } from '../errors/api-error.js';

/** Records that are looked at. */
const SAMPLE = 50;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;

interface Candidate {
  readonly delimiter: Delimiter;
  readonly columns: number;
  /** Records with as many cells as the first. */
  readonly alike: number;
  readonly decimalCommas: number;
}

/**
 * The delimiter of a text by its beginning: the one that cuts most of its records into as many cells as the first, then the one
 * that makes most columns. Where another than the comma finds decimal commas in its cells, the comma is none. A comma where
 * nothing else is found.
 *
 * @param isWhole the text ends here; otherwise its last record may be cut off
 */
export function detectDelimiter(text: string, isWhole: boolean, limits: CsvLimits): Delimiter {
  const all = DELIMITERS.map((delimiter) => validate(delimiter, readSome(delimiter, { text, isWhole, limits })));
  const several = all.filter(({ columns }) => columns > 1);
  const hasDecimalCommas = several.some(({ delimiter, decimalCommas }) => delimiter !== ',' && decimalCommas > 0);
  const candidates = several.filter(({ delimiter }) => !(hasDecimalCommas && delimiter === ','));
  const [best] = candidates.toSorted((one, other) => other.alike - one.alike || other.columns - one.columns);
  return best?.delimiter ?? ',';
}

function validate(delimiter: Delimiter, records: readonly CsvRow[]): Candidate {
  const columns = records[0]?.cells.length ?? 0;
  const alike = records.filter(({ cells }) => cells.length === columns).length;
  const decimalCommas = records.flatMap(({ cells }) => cells).filter((cell) => DECIMAL_COMMA.test(cell)).length;
  return { delimiter, columns, alike, decimalCommas };
}

interface Sample {
  readonly text: string;
  readonly isWhole: boolean;
  readonly limits: CsvLimits;
}

/** None where a delimiter cuts the text in a way that cannot be read. */
function readSome(delimiter: Delimiter, { text, isWhole, limits }: Sample): readonly CsvRow[] {
  try {
    return new CsvTokenizer(delimiter, limits, new CsvIssues()).read(text, isWhole).slice(0, SAMPLE);
  } catch (error) {
    if (error instanceof InvalidCsv) return [];
    throw error;
  }
}
