const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Whether a string is a number in decimal notation, with an exponent or without. */
export function isDecimalText(text: string): boolean {
  return DECIMAL.test(text);
}
