import type { ApiSettings } from '../../../config/api-settings.js';
import { toXmlName } from './xml-name.js';
import { toXmlText } from './xml-text.js';

type Members = Readonly<Record<string, unknown>>;

/** What the service calls the members of its envelopes. */
export type EnvelopeNames = Pick<ApiSettings, 'itemsName' | 'linksName' | 'metaName'>;

const DEFAULT_ENVELOPE_NAMES: EnvelopeNames = { itemsName: '_items', linksName: '_links', metaName: '_meta' };

interface Link {
  readonly href: string;
  readonly title: string;
}

/**
 * A body in Eve's XML: a `<resource>` with its links, then the fields by name, or a page's `_meta` and its items as resources.
 * Lists repeat their element; what a field refers to stands on its element; texts are as Python shows them: True, False, None.
 */
export function toXml(body: unknown, names: EnvelopeNames = DEFAULT_ENVELOPE_NAMES): string {
  return Array.isArray(body) ? resource({ [names.itemsName]: body }, names) : resource(body, names);
}

function resource(body: unknown, names: EnvelopeNames): string {
  if (!isMembers(body)) return `<resource>${text(body)}</resource>`;
  const { [names.linksName]: links, ...fields } = body;
  const { self, related, ...others } = isMembers(links) ? links : {};
  const own = linksOf(self).map(({ href, title }) => ` href="${toXmlText(href)}"  title="${toXmlText(title)}" `);
  const content = isPage(fields, names)
    ? pageContent(fields, names)
    : members(fields, isMembers(related) ? related : {});
  return `<resource${own.join('')}>${linkElements(others)}${content}</resource>`;
}

/** A document may have a field of this name, and always has an id. */
function isPage(body: Members, { itemsName }: EnvelopeNames): boolean {
  return Array.isArray(body[itemsName]) && !('_id' in body);
}

function pageContent(body: Members, names: EnvelopeNames): string {
  const items = [body[names.itemsName]].flat();
  return elements(names.metaName, body[names.metaName]) + items.map((item) => resource(item, names)).join('');
}

function linkElements(links: Members): string {
  const written = sorted(links).flatMap(([relation, value]) =>
    linksOf(value).map((link) => `<link rel="${toXmlText(relation)}"${attributes(link)} />`),
  );
  return written.join('');
}

function members(value: Members, related: Members = {}): string {
  return sorted(value)
    .map(([name, member]) => elements(name, member, linksOf(related[name])))
    .join('');
}

/** An element for each value. Links to documents of which some are not shown (embedded ones, gone since) belong to no element. */
function elements(name: string, value: unknown, links: readonly Link[] = []): string {
  if (value === undefined) return '';
  const tag = toXmlName(name);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const linked = links.length === values.length ? links.map(attributes) : [];
  return values.map((each, index) => `<${tag}${linked[index] ?? ''}>${content(name, each)}</${tag}>`).join('');
}

function content(name: string, value: unknown): string {
  if (Array.isArray(value)) return elements(name, value);
  return isMembers(value) ? members(value) : text(value);
}

function text(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' || typeof value === 'number' ? toXmlText(String(value)) : 'None';
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
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(value: Members): readonly (readonly [string, unknown])[] {
  return Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
}
