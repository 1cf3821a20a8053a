import type { FastifyReply, FastifyRequest } from 'fastify';
import { toErrorReply } from '../errors/error-reply.js';
import type { ErrorVocabulary } from '../errors/error-vocabulary.js';
import { toFormatTag } from './formats/format-tags.js';
import type { Format } from './formats/format.js';
import type { Formats } from './formats/formats.js';
import { HTML_FORMAT } from './formats/html/html-format.js';
import { offersPage } from './formats/html/offers-page.decorator.js';
import { TextTooLong } from '../json/text-too-long.js';
import { Reply } from './reply.js';

/** Of what was rejected: the next write may make it untrue, and some caches keep a 404 that says nothing of it. */
export const UNCACHED = { 'cache-control': 'no-store' } as const;

/** Most bytes of UTF-8 that a character of a text takes. */
const MOST_BYTES = 3;

/** The inputs of a reply writer. */
export interface WritingOptions {
  readonly formats: Formats;
  /** The names in the bodies of errors. */
  readonly words: ErrorVocabulary;
  /** Largest body that may turn out too large, in bytes. */
  readonly answerLimit: number;
}

/** Puts answers on the wire, each in the format that is right for its client. */
export class ReplyWriter {
  constructor(private readonly options: WritingOptions) {}

  /** A body whose own headers name its type is JSON. */
  write(response: FastifyReply, reply: Reply): FastifyReply {
    const { status, headers, stream } = reply;
    if (stream) return addVary(response.status(status).headers(headers), 'Accept').send(stream);
    const { formats } = this.options;
    const { etag } = headers;
    const format = this.formatOf(reply, response);
    const text = reply.hasBody ? this.textOf(reply, format) : undefined;
    if (text === null) return this.write(response, this.insteadOf(reply, response));
    response.status(status);
    if (status >= 400) response.headers(UNCACHED);
    if (this.dependsOnAccept(reply) || isOfPage(reply, response.request)) addVary(response, 'Accept');
    if (text !== undefined) response.headers(format.headers);
    response.headers(headers);
    const mark = formats.markOf(format);
    if (mark !== '' && etag !== undefined) response.header('etag', toFormatTag(etag, mark));
    return text === undefined ? response.send() : response.serializer(asItIs).send(text);
  }

  private formatOf(reply: Reply, { request }: FastifyReply): Format {
    const { formats } = this.options;
    if ('content-type' in reply.headers) return formats.json;
    const { url, headers } = request;
    return formats.choose({ url, headers, offersPage: isOfPage(reply, request) });
  }

  /** Null where it is larger than an answer may be. */
  private textOf(reply: Reply, format: Format): string | null {
    const { direct, bounds, isPretty, toPage } = reply;
    if (format === HTML_FORMAT && toPage) return format.write(toPage(reply.body));
    const write = isPretty ? format.writePretty : format.write;
    const writeDirect = isPretty ? undefined : format.writeDirect;
    if (!bounds) return direct && writeDirect ? writeDirect(direct, Infinity) : write(reply.body);
    const { answerLimit } = this.options;
    try {
      if (direct && writeDirect) return writeDirect(direct, answerLimit);
      const text = write(reply.body, { maxLength: answerLimit, shared: bounds.shared });
      const isSmall = text.length * MOST_BYTES <= answerLimit || Buffer.byteLength(text) <= answerLimit;
      return isSmall ? text : null;
    } catch (error) {
      if (error instanceof TextTooLong) return null;
      throw error;
    }
  }

  private insteadOf({ bounds }: Reply, { request }: FastifyReply): Reply {
    const instead = bounds?.instead();
    return instead instanceof Reply ? instead : toErrorReply(instead, request, this.options.words);
  }

  /** Errors may be problem details, whatever formats there are; a 304 says what its 200 would. */
  private dependsOnAccept({ status, hasBody }: Reply): boolean {
    if (status >= 400) return true;
    return this.options.formats.areNegotiated && (hasBody || status === 304);
  }
}

/** Whether a page could be the answer: a 304 says what its 200 would. */
function isOfPage({ toPage, status }: Reply, request: FastifyRequest): boolean {
  return toPage !== undefined || (status === 304 && offersPage(request));
}

/** Keeps Fastify from adding a charset. */
function asItIs(text: unknown): string {
  return String(text);
}

/** Others, such as CORS, have their say in `Vary` too. */
function addVary(response: FastifyReply, name: string): FastifyReply {
  const known = response.getHeader('vary');
  return response.header('vary', known === undefined ? name : `${String(known)}, ${name}`);
}
