const DIGITS = 5;

/** A number as people read it in a table: five significant digits. */
export function shortNumber(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  return String(Number(value.toPrecision(DIGITS)));
}
