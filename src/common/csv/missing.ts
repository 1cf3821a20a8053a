/** The texts that pandas 3.1.1 takes for a missing value, quoted or not; compared as they are, nothing trimmed. */
const MISSING: ReadonlySet<string> = new Set([
  '',
  'NA',
  'N/A',
  'n/a',
  'null',
  'NULL',
  'None',
  'nan',
  'NaN',
  '-nan',
  '-NaN',
  '<NA>',
  '#N/A',
  '#NA',
  '#N/A N/A',
  '1.#IND',
  '-1.#IND',
  '1.#QNAN',
  '-1.#QNAN',
]);

const LONGEST = 8;

/** Whether a cell holds no value. */
export function isMissing(text: string): boolean {
  return text.length <= LONGEST && MISSING.has(text);
}
