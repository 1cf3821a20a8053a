import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** What no XML 1.0 document has in it, as a character or as a reference to one. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]|&(?!(amp|lt|gt|#(9|10|13|34|39));)/u;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
});

/** XML → its elements by name, attributes with an `@` in front, all values texts. Throws on a text that is not well-formed. */
export function parseXml(text: string): unknown {
  const forbidden = FORBIDDEN.exec(text);
  if (forbidden) throw new Error(`Not XML: ${JSON.stringify(forbidden[0])} in ${text}`);
  requireXml(text);
  return parser.parse(text);
}

/** Fails where a text is no XML: for elements of names that the parser will not make members of. */
export function requireXml(text: string): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the parser alone lets errors pass, and its successor is one package more
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) throw new Error(`Not XML: ${verdict.err.msg} in ${text}`);
}
