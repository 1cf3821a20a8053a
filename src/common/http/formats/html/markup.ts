/** Text that is HTML already: what is put into it later is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

/** What can stand in HTML: text is escaped, nothing leaves nothing. */
export type HtmlPart = Html | string | number | false | null | undefined | readonly HtmlPart[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML from a template: whatever is put into it is escaped, for text and for attributes in quotes, unless it is `Html`. */
export function markup(texts: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(texts.map((text, index) => text + toText(parts[index])).join(''));
}

function toText(part: HtmlPart): string {
  if (part instanceof Html) return part.text;
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'object') return part.map(toText).join('');
  return escapeHtml(String(part));
}

/** Control characters, which HTML cannot hold, become �. */
function escapeHtml(text: string): string {
  return text
    .replace(/[\0-\x08\v\f\x0e-\x1f\x7f]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}
