import { endOfText } from './end-of-text.js';
import { SeenNames } from './seen-names.js';

const QUOTE = 0x22;
const COLON = 0x3a;
const OPENING = 0x7b;
const CLOSING = 0x7d;

/**
 * The path of the first name that an object of a JSON text has twice (`location.city`, `0.name`), of which a parser keeps the
 * last one only; undefined where there is none. Takes time in proportion to the text, and makes nothing of its names where
 * nothing is wrong; to list what a parser made of them takes longer than to parse them.
 *
 * @param json a text that could be parsed
 */
export function findRepeatedName(json: string): string | undefined {
  const count = countColons(json);
  return count < 2 || hasEachNameOnce(json, count) ? undefined : firstRepeated(json);
}

/** Every name has one colon behind it. */
function countColons(json: string): number {
  let count = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) at = endOfText(json, at);
    else if (code === COLON) count += 1;
  }
  return count;
}

/** Whether it is plain that no object has a name twice. */
function hasEachNameOnce(json: string, count: number): boolean {
  const seen = new SeenNames(json, count);
  const around: number[] = [];
  let objects = 0;
  let inside = 0;
  let lastText = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) {
      lastText = at + 1;
      at = endOfText(json, at);
    } else if (code === COLON) {
      if (!seen.add(lastText, inside)) return false;
    } else if (code === OPENING) {
      around.push(inside);
      inside = objects += 1;
    } else if (code === CLOSING) inside = around.pop() ?? 0;
  }
  return true;
}

/** An object or a list that is being read: what it is called in what is around it, and the names or elements so far. */
interface Opened {
  readonly names: Set<string> | undefined;
  current: string;
  elements: number;
}

function firstRepeated(json: string): string | undefined {
  const opened: Opened[] = [];
  let isName = false;
  for (let at = 0; at < json.length; at += 1) {
    const inside = opened.at(-1);
    switch (json.charAt(at)) {
      case '{':
        opened.push({ names: new Set(), current: '', elements: 0 });
        isName = true;
        break;
      case '[':
        opened.push({ names: undefined, current: '0', elements: 0 });
        isName = false;
        break;
      case '}':
      case ']':
        opened.pop();
        isName = false;
        break;
      case ',':
        isName = inside?.names !== undefined;
        if (inside && !inside.names) inside.current = String((inside.elements += 1));
        break;
      case ':':
        isName = false;
        break;
      case '"': {
        const end = endOfText(json, at);
        if (isName && inside?.names) {
          inside.current = readName(json, at, end);
          if (inside.names.has(inside.current)) return opened.map(({ current }) => current).join('.');
          inside.names.add(inside.current);
        }
        at = end;
        break;
      }
      default: // white space, and values without names in them
    }
  }
  return undefined;
}

function readName(json: string, start: number, end: number): string {
  const name = json.slice(start + 1, end);
  return name.includes('\\') ? (JSON.parse(json.slice(start, end + 1)) as string) : name; // a JSON text is a string
}
