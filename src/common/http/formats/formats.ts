import type { RendererName } from '../../../config/api-settings.js';
import { callbackIn } from './callback.js';
import type { Format } from './format.js';
import { HTML_FORMAT, HTML_TYPE } from './html/html-format.js';
import { JSON_FORMAT, SORTED_JSON_FORMAT } from './json-format.js';
import { jsonpFormat } from './jsonp-format.js';
import { MEDIA_TYPES } from './media-types.js';
import { negotiate } from './negotiate.js';
import type { EnvelopeNames } from './to-xml.js';
import { xmlFormat } from './xml-format.js';

/** In which formats bodies are written. */
export interface FormatOptions extends EnvelopeNames {
  /** Those that are on; the first is for clients that accept anything, or nothing of ours. */
  readonly renderers: readonly RendererName[];
  readonly jsonSortKeys: boolean;
  /** The query parameter that names a JSONP function; empty when there is none. */
  readonly jsonpArgument: string;
}

/** The inputs of the choice of a format. */
interface NegotiatedRequest {
  readonly url: string;
  readonly headers: { readonly accept?: string | undefined };
  /** The answer to the request may be a page. */
  readonly offersPage?: boolean;
}

/** The formats of the service: which is right for whom. */
export class Formats {
  readonly json: Format;
  /** The format for a client that accepts anything. */
  readonly usual: Format;
  /** The answer to a request depends on its `Accept`. */
  readonly areNegotiated: boolean;
  private readonly byMediaType: ReadonlyMap<string, Format>;
  private readonly mediaTypes: readonly string[];
  private readonly marks: ReadonlyMap<Format, string>;
  private readonly jsonpArgument: string;

  constructor({ renderers, jsonSortKeys, jsonpArgument, ...names }: FormatOptions) {
    const json = jsonSortKeys ? SORTED_JSON_FORMAT : JSON_FORMAT;
    const make = { json: () => json, xml: (type) => xmlFormat(type, names) } satisfies Record<
      RendererName,
      (mediaType: string) => Format
    >;
    const formats = renderers.flatMap((name) => MEDIA_TYPES[name].map((type) => [type, make[name](type)] as const));
    this.json = json;
    this.usual = formats[0]?.[1] ?? json;
    this.areNegotiated = renderers.length > 1;
    this.byMediaType = new Map(formats);
    this.mediaTypes = [...this.byMediaType.keys()];
    this.marks = new Map(
      [...formats, [HTML_TYPE, HTML_FORMAT] as const]
        .filter(([, format]) => format !== this.usual)
        .map(([type, format]) => [format, `;${type}`]),
    );
    this.jsonpArgument = jsonpArgument;
  }

  /** A call of the function that a JSONP request names; otherwise what the client accepts, and never nothing. */
  choose({ url, headers, offersPage = false }: NegotiatedRequest): Format {
    const callback = this.jsonpArgument === '' ? undefined : callbackIn(url, this.jsonpArgument);
    if (callback !== undefined) return jsonpFormat(this.json, callback);
    if (offersPage && this.prefersPage(headers.accept)) return HTML_FORMAT;
    return this.formatFor(headers.accept);
  }

  /** The end of entity tags of representations in a format; nothing in the usual one. */
  markOf(format: Format): string {
    return this.marks.get(format) ?? '';
  }

  private prefersPage(accept: string | undefined): boolean {
    return negotiate(accept, [...this.mediaTypes, HTML_TYPE]) === HTML_TYPE;
  }

  private formatFor(accept: string | undefined): Format {
    if (!this.areNegotiated) return this.usual;
    return this.byMediaType.get(negotiate(accept, this.mediaTypes) ?? '') ?? this.usual;
  }
}
