import { isMissing } from '../../common/csv/missing.js';
import { parseNumber } from '../../common/csv/parse-number.js';

/** What one value can be read as. */
export interface Cell {
  /** Its number, 1 and 0 for true and false; NaN where it is text. */
  readonly value: number;
  readonly kind: 'integer' | 'large integer' | 'number' | 'boolean' | 'text';
}

const INTEGER = /^[ \t\n\v\f\r]*[+-]?\d+[ \t\n\v\f\r]*$/;

const TEXT: Cell = { value: Number.NaN, kind: 'text' };

/** The text of a CSV cell → what it is to pandas; undefined where a value is missing. */
export function cellOfText(text: string): Cell | undefined {
  if (isMissing(text)) return undefined;
  const value = parseNumber(text);
  if (value !== undefined) return { value, kind: isInteger(value, text) ? integerKind(value) : 'number' };
  const truth = truthOf(text);
  return truth === undefined ? TEXT : { value: truth, kind: 'boolean' };
}

/** A value of a JSON array → what it is: a string is text, whatever it looks like; null is missing. */
export function cellOfJson(value: JsonCell): Cell | undefined {
  if (value === null) return undefined;
  if (typeof value === 'string') return TEXT;
  if (typeof value === 'boolean') return { value: Number(value), kind: 'boolean' };
  if (typeof value === 'bigint') return { value: Number(value), kind: 'large integer' };
  return { value, kind: Number.isInteger(value) ? integerKind(value) : 'number' };
}

/** What may stand in a column of JSON. */
export type JsonCell = number | bigint | boolean | string | null;

/** Beyond 2^53 doubles leave integers out: such columns are mostly ids. */
function integerKind(value: number): Cell['kind'] {
  return Number.isSafeInteger(value) ? 'integer' : 'large integer';
}

/** As it is written: 1.0 and 1e3 are none to pandas. */
function isInteger(value: number, text: string): boolean {
  return (Number.isInteger(value) || !Number.isFinite(value)) && INTEGER.test(text);
}

function truthOf(text: string): number | undefined {
  if (text.length !== 4 && text.length !== 5) return undefined;
  const lower = text.toLowerCase();
  if (lower === 'true') return 1;
  return lower === 'false' ? 0 : undefined;
}
