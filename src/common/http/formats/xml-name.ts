/** Letters that every edition of XML 1.0 lets a name start with: Latin, Cyrillic, kana, Chinese, Korean. */
const LETTER =
  '_A-Za-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u00FF\\u0410-\\u044F\\u3041-\\u3094\\u30A1-\\u30FA\\u4E00-\\u9FA5\\uAC00-\\uD7A3';

/** The characters no name has inside, those no name starts with, and those that would read as an escape. */
const IMPOSSIBLE = new RegExp(`[^${LETTER}\\d.-]|^[^${LETTER}]|_(?=x[\\dA-Fa-f]{4}_)`, 'g');

/**
 * Any text → the name of an element. What cannot be in one, by one edition of XML 1.0 or by its namespaces, is written
 * `_xHHHH_`, its UTF-16 code in hexadecimal, as in SQL/XML (ISO 9075-14): `2nd row` is `_x0032_nd_x0020_row`. The empty name is `_`.
 */
export function toXmlName(name: string): string {
  return name === '' ? '_' : name.replace(IMPOSSIBLE, escapeCharacter);
}

function escapeCharacter(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}
