/** The hexadecimal digits of an ObjectId, as they are written: the source of a regular expression. */
export const OBJECT_ID_DIGITS = '[a-f0-9]{24}';

/** The 36 characters of a UUID: the source of a regular expression. */
export const UUID_CHARACTERS = '[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}';

const OBJECT_ID = new RegExp(`^${OBJECT_ID_DIGITS}$`, 'i');

const UUID = new RegExp(`^${UUID_CHARACTERS}$`);

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Whether a string is the digits of an ObjectId, in upper or lower case. */
export function isObjectIdDigits(text: string): boolean {
  return OBJECT_ID.test(text);
}

/** Whether a string is the characters of a UUID, in upper or lower case. */
export function isUuidCharacters(text: string): boolean {
  return UUID.test(text);
}

/** Whether a string is a number in decimal notation, with an exponent or without. */
export function isDecimalText(text: string): boolean {
  return DECIMAL.test(text);
}
