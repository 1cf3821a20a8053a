import type { Format } from './format.js';

/** Ends of lines to JavaScript before ES2019, plain characters to JSON. */
const LINE_ENDS = /[\u2028\u2029]/g;

/** A script that hands the JSON to a function of the page that loads it. */
export function jsonpFormat(json: Format, functionName: string): Format {
  const call = (text: string): string => `${functionName}(${text.replace(LINE_ENDS, toEscape)})`;
  return {
    headers: { 'content-type': 'application/javascript; charset=utf-8' },
    write: (body, limits) => call(json.write(body, limits)),
    writePretty: (body, limits) => call(json.writePretty(body, limits)),
  };
}

function toEscape(character: string): string {
  return character === '\u2028' ? '\\u2028' : '\\u2029';
}
