import { isMissing } from './missing.js';
import { parseNumber } from './parse-number.js';

const BOOLEAN = /^(?:true|false)$/i;
/** No number to pandas, but hardly a name. */
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;

/** Whether a first record names the columns: none of its cells is a number, a boolean or a word for a missing value. */
export function isHeader(cells: readonly string[]): boolean {
  return cells.some((cell) => cell !== '') && cells.every((cell) => cell === '' || !isValue(cell));
}

function isValue(cell: string): boolean {
  return isMissing(cell) || BOOLEAN.test(cell) || DECIMAL_COMMA.test(cell) || parseNumber(cell) !== undefined;
}
