/**
 * The most that a pattern may unfold to, as its length times its repeat counts: keeps it well under the 64 KiB of PCRE2.
 */
const LARGEST = 5000;
const ESCAPE = /^\\(?:[dDwWsSbBtnrf]|x[0-9a-fA-F]{2}|[^A-Za-z0-9])/;
const TYPE_ESCAPE = /^\\[dDwWsS]/;
const ENDLESS = /^(?:[*+]|\{\d+,\})/;
const COUNTED = /^\{(\d+)(?:,(\d+))?\}/;

/**
 * Says why MongoDB (PCRE2) should not get a regular expression: it is malformed, means something else there than in
 * JavaScript, or can take exponential time. `undefined` when it is fine.
 */
export function findPatternFault(pattern: string, options: string): string | undefined {
  if (pattern.includes('\0')) return 'it contains a NUL character';
  if (!/^[ims]*$/.test(options) || new Set(options).size < options.length) {
    return `its $options may be the letters i, m and s, each once`;
  }
  const fault = new PatternReader(pattern).findFault();
  if (fault !== undefined) return fault;
  try {
    new RegExp(pattern, options);
    return undefined;
  } catch (error) {
    // Only a SyntaxError can come out of here; its text says where.
    return error instanceof Error ? error.message : 'it is malformed';
  }
}

/** Walks over a pattern once, looking for what the two engines disagree about. */
class PatternReader {
  private position = 0;
  private unfolded: number;
  /** For each open group: whether it holds a repetition without an upper bound. */
  private readonly groups: boolean[] = [false];

  constructor(private readonly pattern: string) {
    this.unfolded = pattern.length;
  }

  findFault(): string | undefined {
    while (this.position < this.pattern.length) {
      const fault = this.readItem();
      if (fault !== undefined) return fault;
    }
    return undefined;
  }

  private readItem(): string | undefined {
    const rest = this.pattern.slice(this.position);
    if (rest.startsWith('\\')) return this.readEscape(rest);
    if (rest.startsWith('[')) return this.readClass(rest);
    if (rest.startsWith('(')) return this.openGroup(rest);
    if (rest.startsWith(')')) return this.closeGroup(rest);
    const [, least, most = least] = COUNTED.exec(rest) ?? [];
    this.unfolded *= Math.max(1, Number(most ?? 1));
    if (ENDLESS.test(rest)) this.markEndless();
    this.position++;
    return this.unfolded > LARGEST ? 'its repetitions unfold to too much' : undefined;
  }

  private openGroup(rest: string): string | undefined {
    const [opening = '', special] = /^\((\?.?.?)?/s.exec(rest) ?? [];
    if (special !== undefined && !/^\?[:=!]/.test(special)) return `it uses ${opening}, which is not supported`;
    this.groups.push(false);
    this.position += special === undefined ? 1 : 3;
    return undefined;
  }

  private closeGroup(rest: string): string | undefined {
    const isEndless = this.groups.length > 1 && this.groups.pop() === true;
    this.position++;
    if (!isEndless) return undefined;
    if (ENDLESS.test(rest.slice(1))) return 'it repeats a group that itself repeats without a limit';
    this.markEndless();
    return undefined;
  }

  private markEndless(): void {
    this.groups[this.groups.length - 1] = true;
  }

  private readEscape(rest: string): string | undefined {
    const [escape] = ESCAPE.exec(rest) ?? [];
    if (escape === undefined) return `it uses ${rest.slice(0, 2)}, which is not supported`;
    this.position += escape.length;
    return undefined;
  }

  private readClass(rest: string): string | undefined {
    const [opening = ''] = /^\[\^?/.exec(rest) ?? [];
    let index = opening.length;
    if (rest[index] === ']') return 'it has an empty character class';
    while (index < rest.length && rest[index] !== ']') {
      const item = rest.slice(index);
      if (/^\[[:.=]/.test(item)) return `it uses ${item.slice(0, 2)}, which is not supported`;
      const [escape] = item.startsWith('\\') ? (ESCAPE.exec(item) ?? ['']) : [item.slice(0, 1)];
      if (escape === '' || escape === '\\B') return `it uses ${item.slice(0, 2)} in a class, which is not supported`;
      const next = item.slice(escape.length);
      const isRange = TYPE_ESCAPE.test(item)
        ? /^-[^\]]/s.test(next)
        : index > opening.length && /^-\\[dDwWsS]/.test(item);
      if (isRange) return `it uses ${item.slice(0, 4)} as a range`;
      index += escape.length;
    }
    this.position += index + 1;
    return undefined;
  }
}
