import { createHash } from 'node:crypto';
import type { Format } from '../format.js';
import { markup, type Html } from './markup.js';

/** The media type of pages. */
export const HTML_TYPE = 'text/html';

/** A page for people: the same facts as the JSON. */
export interface Page {
  readonly title: string;
  readonly content: Html;
}

/** The body of a reply → its page. The body may lack members that a client's projection left out. */
export type ToPage = (body: unknown) => Page;

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; color: #1b1f24; background: #fff; }
h1 { font-size: 1.6rem; overflow-wrap: anywhere; } h2 { font-size: 1.15rem; margin: 0 0 .3rem; overflow-wrap: anywhere; }
.muted { color: #5b6570; } .scroll { overflow-x: auto; }
section { border-top: 1px solid #d8dee4; padding: 1rem 0; } .side { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; } th, td { padding: .15rem .7rem .15rem 0; text-align: right; vertical-align: top; }
th:first-child, td:first-child { text-align: left; } svg { max-width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: #5b6570; }
@media (prefers-color-scheme: dark) { body { background: #14181c; color: #dfe4ea; } section { border-color: #333b43; } .muted, svg text { color: #98a3ae; fill: #98a3ae; } a { color: #7ab7ff; } }
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** Nothing but the page's own style: no script, no other style, no picture, no frame, no form. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
} as const;

/** The format of a `Page`: no other body can be written in it. */
export const HTML_FORMAT: Format = { headers: HEADERS, write: writePage, writePretty: writePage };

/** A whole document in HTML. */
function writePage(body: unknown): string {
  const { title, content } = body as Page; // ReplyWriter makes it

  const head = markup`<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>`;
  return `<!doctype html><html lang="en"><head>${head.text}<style>${STYLE}</style></head><body><h1>${markup`${title}`.text}</h1>${content.text}</body></html>\n`;
}
