import { endOfText } from './end-of-text.js';

const QUOTE = 0x22;
const COLON = 0x3a;

/**
 * The path of the first name that an object of a JSON text has twice (`location.city`, `0.name`), of which a parser keeps the
 * last one only; undefined where there is none. Takes time in proportion to the text, and makes nothing where nothing is wrong.
 *
 * @param json a text that could be parsed
 * @param value what it was parsed to
 */
export function findRepeatedName(json: string, value: unknown): string | undefined {
  return countColons(json) === countMembers(value) ? undefined : firstRepeated(json);
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

/** Without recursion: a parser reads what nests deeper than calls can. */
function countMembers(value: unknown): number {
  let count = 0;
  const waiting = [value];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const members: readonly unknown[] = Object.values(next);
    if (!Array.isArray(next)) count += members.length;
    for (const member of members) if (typeof member === 'object' && member !== null) waiting.push(member);
  }
  return count;
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
          inside.current = JSON.parse(json.slice(at, end + 1)) as string; // a JSON text is a string
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
