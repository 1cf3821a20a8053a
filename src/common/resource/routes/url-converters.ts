import { UUID_CHARACTERS } from '../types/string-forms.js';

/** The arguments of a converter of a URL rule, between its parentheses. */
interface ConverterArguments {
  readonly listed: readonly string[];
  readonly named: Readonly<Record<string, string>>;
}

const ARGUMENT = /\s*(?:(\w+)\s*=\s*)?(?:"([^"]*)"|'([^']*)'|([^\s,'"]+))\s*(?:,|$)/y;

interface Converter {
  /** The arguments it takes by name. */
  readonly takes: readonly string[];
  readonly toPattern: (given: ConverterArguments) => string;
}

const TEXT: Converter = { takes: ['length', 'minlength', 'maxlength'], toPattern: toTextPattern };

/** The pattern of a part of a URL, by the name of its converter: Werkzeug's, and Eve's `regex`. */
const CONVERTERS: Readonly<Record<string, Converter>> = {
  default: TEXT,
  string: TEXT,
  int: { takes: ['signed'], toPattern: (given) => signed(given, '\\d+') },
  float: { takes: ['signed'], toPattern: (given) => signed(given, '\\d+\\.\\d+') },
  uuid: { takes: [], toPattern: () => UUID_CHARACTERS },
  any: { takes: [], toPattern: ({ listed }) => listed.map(escapePattern).join('|') },
  regex: { takes: [], toPattern: toRegexPattern },
  path: { takes: [], toPattern: () => reject('"path" would be several parts of a URL, and a value is one') },
};

/**
 * The converter of a URL rule, such as `int` or `regex("[a-f0-9]{24}")` → the source of a regular expression that has no
 * capturing groups. Throws on what is no converter.
 */
export function toUrlPattern(converter: string): string {
  const [, name = '', text = ''] = /^([A-Za-z_]\w*)(?:\((.*)\))?$/s.exec(converter) ?? [];
  const found = Object.hasOwn(CONVERTERS, name) ? CONVERTERS[name] : undefined;
  if (!found) reject(`${converter} is none of ${Object.keys(CONVERTERS).join(', ')}`);
  const given = parseArguments(text);
  const stranger = Object.keys(given.named).find((known) => !found.takes.includes(known));
  if (stranger !== undefined) reject(`it takes ${found.takes.join(', ') || 'nothing by name'}, not ${stranger}`);
  return found.toPattern(given);
}

function parseArguments(text: string): ConverterArguments {
  const listed: string[] = [];
  const named: Record<string, string> = {};
  for (let at = 0; at < text.length; at = ARGUMENT.lastIndex) {
    ARGUMENT.lastIndex = at;
    const [, name, double, single, bare] = ARGUMENT.exec(text) ?? reject(`(${text}) are no arguments`);
    const value = double ?? single ?? bare ?? '';
    if (name === undefined) listed.push(value);
    else named[name] = value;
  }
  return { listed, named };
}

function toTextPattern({ named }: ConverterArguments): string {
  const { length, minlength = '1', maxlength = '' } = named;
  for (const [name, value] of Object.entries(named))
    if (!/^\d+$/.test(value)) reject(`${name} is a number, not ${value}`);
  return length === undefined ? `[^/]{${minlength},${maxlength}}` : `[^/]{${length}}`;
}

function signed({ named }: ConverterArguments, pattern: string): string {
  return named['signed']?.toLowerCase() === 'true' ? `-?${pattern}` : pattern;
}

function escapePattern(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The router counts parentheses and takes every group for a value of its own: none is left that could be either. */
function toRegexPattern({ listed: [source = reject('regex needs a pattern')] }: ConverterArguments): string {
  if (source.includes('/')) reject('a pattern has no "/": a value is one part of a URL');
  if (/\\[1-9k]|\(\?P/.test(source)) reject('a pattern has neither named groups nor back-references');
  let isInClass = false;
  const pattern = source.replaceAll(/\\?[\s\S]|\(\?/g, (token, at: number) => {
    if (token === '[') isInClass = true;
    if (token === ']') isInClass = false;
    if (token === '\\(' || (token === '(' && isInClass)) return '\\x28';
    if (token === '\\)' || (token === ')' && isInClass)) return '\\x29';
    return token === '(' && source[at + 1] !== '?' ? '(?:' : token;
  });
  return pattern;
}

function reject(reason: string): never {
  throw new Error(reason);
}
