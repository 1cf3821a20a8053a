import { DEFAULT_SETTINGS } from '../../../config/default-settings.js';
import type { ApiSettings } from '../../../config/api-settings.js';
import { JsonNumber } from '../../json/json-number.js';
import { TextTooLong } from '../../json/text-too-long.js';
import type { TextLimits } from './text-limits.js';
import { toXmlName } from './xml-name.js';
import { toXmlText } from './xml-text.js';
import type { Members } from '../../values/members.js';

/** The names of the members of envelopes. */
export type EnvelopeNames = Pick<ApiSettings, 'itemsName' | 'linksName' | 'metaName'>;

interface Link {
  readonly href: string;
  readonly title: string;
}

const UNLIMITED: TextLimits = { maxLength: Infinity };

/**
 * A body in Eve's XML: a `<resource>` with its links, then the fields by name, or a page's `_meta` and its items as resources.
 * Lists repeat their element; what a field refers to stands on its element; texts are as Python shows them: True, False, None.
 * Throws `TextTooLong` where there are limits.
 */
export function toXml(body: unknown, names: EnvelopeNames = DEFAULT_SETTINGS, limits = UNLIMITED): string {
  const writer = new XmlWriter(names, limits);
  return writer.resource(Array.isArray(body) ? { [names.itemsName]: body } : body);
}

/** Writes one body, and counts what it writes. */
class XmlWriter {
  private readonly texts = new Map<object, string>();
  private length = 0;

  constructor(
    private readonly names: EnvelopeNames,
    private readonly limits: TextLimits,
  ) {}

  resource(body: unknown): string {
    if (!isMembers(body)) return this.count(`<resource>${text(body)}</resource>`);
    const { [this.names.linksName]: links, ...fields } = body;
    const { self, related, ...others } = isMembers(links) ? links : {};
    const own = linksOf(self).map(({ href, title }) => ` href="${toXmlText(href)}"  title="${toXmlText(title)}" `);
    const head = this.count(`<resource${own.join('')}>${linkElements(others)}`);
    const content = this.isPage(fields)
      ? this.pageContent(fields)
      : this.members(fields, isMembers(related) ? related : {});
    return `${head}${content}</resource>`;
  }

  /** A document may have a field of this name, and always has an id. */
  private isPage(body: Members): boolean {
    return Array.isArray(body[this.names.itemsName]) && !('_id' in body);
  }

  private pageContent(body: Members): string {
    const { itemsName, metaName } = this.names;
    const items = [body[itemsName]].flat();
    return this.elements(metaName, body[metaName]) + items.map((item) => this.resource(item)).join('');
  }

  private members(value: Members, related: Members = {}): string {
    return sorted(value)
      .map(([name, member]) => this.elements(name, member, linksOf(related[name])))
      .join('');
  }

  /** An element for each value. Links to documents of which some are not shown (embedded ones, gone since) belong to no element. */
  private elements(name: string, value: unknown, links: readonly Link[] = []): string {
    if (value === undefined) return '';
    const tag = toXmlName(name);
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    const linked = links.length === values.length ? links.map(attributes) : [];
    const end = `</${tag}>`;
    return values
      .map((each, index) => {
        const start = this.count(`<${tag}${linked[index] ?? ''}>`);
        return start + this.content(name, each) + this.count(end);
      })
      .join('');
  }

  private content(name: string, value: unknown): string {
    if (Array.isArray(value)) return this.elements(name, value);
    if (!isMembers(value)) return this.count(text(value));
    return this.limits.shared?.has(value) === true ? this.sharedMembers(value) : this.members(value);
  }

  /** A value written before is counted again, and not written. */
  private sharedMembers(value: Members): string {
    const known = this.texts.get(value);
    if (known !== undefined) return this.count(known);
    const written = this.members(value);
    this.texts.set(value, written);
    return written;
  }

  private count(written: string): string {
    this.length += written.length;
    if (this.length > this.limits.maxLength) throw new TextTooLong();
    return written;
  }
}

function linkElements(links: Members): string {
  const written = sorted(links).flatMap(([relation, value]) =>
    linksOf(value).map((link) => `<link rel="${toXmlText(relation)}"${attributes(link)} />`),
  );
  return written.join('');
}

function text(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' || typeof value === 'number' || value instanceof JsonNumber
    ? toXmlText(String(value))
    : 'None';
}

function attributes({ href, title }: Link): string {
  return ` href="${toXmlText(href)}" title="${toXmlText(title)}"`;
}

function linksOf(value: unknown): readonly Link[] {
  return [value].flat().filter(isLink);
}

function isLink(value: unknown): value is Link {
  return isMembers(value) && typeof value['href'] === 'string' && typeof value['title'] === 'string';
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JsonNumber);
}

function sorted(value: Members): readonly (readonly [string, unknown])[] {
  return Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
}
