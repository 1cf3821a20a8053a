/** Characters that mean something to XML or that its readers change, as Eve escapes them. */
const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Those, and all that XML 1.0 has no form for: control characters, halves of surrogate pairs, U+FFFE, U+FFFF. */
const SPECIAL = /[&<>"']|[^\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Any text → character data, for an element or an attribute. What XML 1.0 cannot say becomes U+FFFD, the replacement character. */
export function toXmlText(text: string): string {
  return text.replace(SPECIAL, (character) => REFERENCES[character] ?? '\u{FFFD}');
}
