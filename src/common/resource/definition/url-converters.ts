/** What a converter of a URL rule is given between its parentheses. */
interface ConverterArguments {
  readonly listed: readonly string[];
  readonly named: Readonly<Record<string, string>>;
}

const ARGUMENT = /\s*(?:(\w+)\s*=\s*)?(?:"([^"]*)"|'([^']*)'|([^\s,'"]+))\s*(?:,|$)/y;

/** What a part of a URL must match, by the name of its converter: Werkzeug's, and Eve's `regex`. */
const PATTERNS: Readonly<Record<string, (converter: ConverterArguments) => string>> = {
  default: toTextPattern,
  string: toTextPattern,
  int: ({ named }) => (isSigned(named) ? '-?\\d+' : '\\d+'),
  float: ({ named }) => (isSigned(named) ? '-?\\d+\\.\\d+' : '\\d+\\.\\d+'),
  uuid: () => '[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}',
  any: ({ listed }) => listed.map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'),
  regex: toRegexPattern,
  path: () => refuse('"path" would be several parts of a URL, and a value is one'),
};

/**
 * The converter of a URL rule, such as `int` or `regex("[a-f0-9]{24}")` → the source of a regular expression that has no
 * capturing groups. Throws on what is no converter.
 */
export function toUrlPattern(converter: string): string {
  const [, name = '', text = ''] = /^([A-Za-z_]\w*)(?:\((.*)\))?$/s.exec(converter) ?? [];
  const toPattern = Object.hasOwn(PATTERNS, name) ? PATTERNS[name] : undefined;
  if (!toPattern) refuse(`${converter} is none of ${Object.keys(PATTERNS).join(', ')}`);
  return toPattern(parseArguments(text));
}

function parseArguments(text: string): ConverterArguments {
  const listed: string[] = [];
  const named: Record<string, string> = {};
  for (let at = 0; at < text.length; at = ARGUMENT.lastIndex) {
    ARGUMENT.lastIndex = at;
    const [, name, double, single, bare] = ARGUMENT.exec(text) ?? refuse(`(${text}) are no arguments`);
    const value = double ?? single ?? bare ?? '';
    if (name === undefined) listed.push(value);
    else named[name] = value;
  }
  return { listed, named };
}

function toTextPattern({ named }: ConverterArguments): string {
  const { length, minlength = '1', maxlength = '' } = named;
  return length === undefined ? `[^/]{${minlength},${maxlength}}` : `[^/]{${length}}`;
}

function isSigned({ signed }: ConverterArguments['named']): boolean {
  return signed === 'True' || signed === 'true';
}

/** The router counts parentheses and takes every group for a value of its own: none is left that could be either. */
function toRegexPattern({ listed: [source = refuse('regex needs a pattern')] }: ConverterArguments): string {
  if (source.includes('/')) refuse('a pattern has no "/": a value is one part of a URL');
  if (/\\[1-9k]|\(\?P/.test(source)) refuse('a pattern has neither named groups nor back-references');
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

function refuse(reason: string): never {
  throw new Error(reason);
}
