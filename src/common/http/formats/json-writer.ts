import { randomUUID } from 'node:crypto';
import { stringifyExactly } from '../../json/stringify-exactly.js';
import { TextTooLong } from '../../json/text-too-long.js';
import type { TextLimits } from './text-limits.js';
import type { Members } from '../../values/members.js';

/** How JSON looks. */
export interface JsonStyle {
  /** Spaces a level; 0 writes one line. */
  readonly indent: number;
  /** The value written in place of another one, such as its members in another order. */
  readonly arrange?: (value: unknown) => unknown;
}

/**
 * Writes one body as JSON, as `stringifyExactly` does, element by element: a list that grows too long is given up before it is
 * whole, and a shared object becomes text once, which is then put wherever it occurs.
 */
export class JsonWriter {
  private readonly texts = new Map<object, string>();
  /** Stands for a shared object until the text around it is known; nobody can guess it. */
  private readonly placeholder: string;
  private length = 0;

  constructor(
    private readonly style: JsonStyle,
    private readonly limits: TextLimits,
  ) {
    this.placeholder = limits.shared ? randomUUID() : '';
  }

  /** Throws `TextTooLong`. */
  write(body: unknown): string {
    const arranged = this.style.arrange?.(body) ?? body;
    if (!isListing(arranged)) return this.count(this.textOf(body) ?? 'null');
    const names = Object.keys(arranged).filter((name) => arranged[name] !== undefined);
    return this.enclose('{}', 1, names, (name) => `${JSON.stringify(name)}:${this.gap}${this.member(arranged[name])}`);
  }

  private member(value: unknown): string {
    if (!Array.isArray(value)) return this.nested(value, 1);
    return this.enclose('[]', 2, value as readonly unknown[], (element) => this.nested(element, 2));
  }

  /** A value at a level of the body. */
  private nested(value: unknown, level: number): string {
    return this.count(this.indented(this.ownText(value) ?? 'null', this.style.indent * level));
  }

  private enclose<V>(brackets: '{}' | '[]', level: number, values: readonly V[], write: (value: V) => string): string {
    const [open = '', close = ''] = brackets;
    if (values.length === 0) return brackets;
    const { indent } = this.style;
    const lineEnd = (depth: number): string => (indent === 0 ? '' : `\n${' '.repeat(indent * depth)}`);
    return open + lineEnd(level) + values.map(write).join(`,${lineEnd(level)}`) + lineEnd(level - 1) + close;
  }

  /** Undefined for what JSON has no form for. */
  private textOf(value: unknown): string | undefined {
    const { indent, arrange } = this.style;
    const { shared } = this.limits;
    if (!shared) return stringifyExactly(value, arrange && ((_name, member) => arrange(member)), indent);
    const inside: string[] = [];
    let length = 0;
    let isRoot = true;
    const text = stringifyExactly(
      value,
      (_name, member) => {
        const isSelf = isRoot;
        isRoot = false;
        if (isSelf || typeof member !== 'object' || member === null || !shared.has(member))
          return arrange ? arrange(member) : member;
        const known = this.sharedText(member);
        length += known.length;
        this.require(length);
        inside.push(known);
        return this.placeholder;
      },
      indent,
    );
    return text === undefined || inside.length === 0 ? text : this.fill(text, inside);
  }

  /** Of a value that nothing is around. */
  private ownText(value: unknown): string | undefined {
    const isShared = typeof value === 'object' && value !== null && this.limits.shared?.has(value) === true;
    return isShared ? this.sharedText(value) : this.textOf(value);
  }

  private sharedText(value: object): string {
    const known = this.texts.get(value);
    if (known !== undefined) return known;
    const text = this.textOf(value) ?? 'null';
    this.require(text.length);
    this.texts.set(value, text);
    return text;
  }

  /** The texts stand in the order of their places. */
  private fill(text: string, inside: readonly string[]): string {
    const [first = '', ...others] = text.split(`"${this.placeholder}"`);
    const parts = [first];
    for (const [index, part] of others.entries()) {
      parts.push(this.indented(inside[index] ?? '', indentationAt(parts.at(-1) ?? '')), part);
    }
    return parts.join('');
  }

  private indented(text: string, spaces: number): string {
    return this.style.indent === 0 || spaces === 0 ? text : text.replaceAll('\n', `\n${' '.repeat(spaces)}`);
  }

  private get gap(): string {
    return this.style.indent === 0 ? '' : ' ';
  }

  private count(text: string): string {
    this.length += text.length;
    this.require(this.length);
    return text;
  }

  private require(length: number): void {
    if (length > this.limits.maxLength) throw new TextTooLong();
  }
}

/** An object with a list in it that is worth taking apart. */
function isListing(body: unknown): body is Members {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || 'toJSON' in body) return false;
  return Object.values(body).some((member) => Array.isArray(member) && member.length > 1);
}

/** How far the line that a text ends in is indented. */
function indentationAt(text: string): number {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  return line.length - line.trimStart().length;
}
