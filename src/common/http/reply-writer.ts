import type { FastifyReply } from 'fastify';
import { toFormatTag } from './formats/format-tags.js';
import type { Formats } from './formats/formats.js';
import type { Reply } from './reply.js';

/** Of what was refused: the next write may make it untrue, and some caches keep a 404 that says nothing of it. */
export const UNCACHED = { 'cache-control': 'no-store' } as const;

/** Puts answers on the wire, each in the format that is right for its client. */
export class ReplyWriter {
  constructor(private readonly formats: Formats) {}

  /** A body whose own headers name its type is JSON. */
  write(response: FastifyReply, reply: Reply): FastifyReply {
    const { status, headers, body, isPretty } = reply;
    response.status(status);
    if (status >= 400) response.headers(UNCACHED);
    if (this.dependsOnAccept(reply)) addVary(response, 'Accept');
    const { etag } = headers;
    if (body === undefined && etag === undefined) return response.headers(headers).send();
    const format = 'content-type' in headers ? this.formats.json : this.formats.choose(response.request);
    if (body !== undefined) response.headers(format.headers);
    response.headers(headers);
    const mark = this.formats.markOf(format);
    if (mark !== '' && etag !== undefined) response.header('etag', toFormatTag(etag, mark));
    if (body === undefined) return response.send();
    return response
      .serializer(isPretty ? format.writePretty : format.write) // one of our own keeps Fastify from adding a charset
      .send(body);
  }

  /** Errors may be problem details, whatever formats there are; a 304 says what its 200 would. */
  private dependsOnAccept({ status, body }: Reply): boolean {
    if (status >= 400) return true;
    return this.formats.areNegotiated && (body !== undefined || status === 304);
  }
}

/** Others, such as CORS, have their say in `Vary` too. */
function addVary(response: FastifyReply, name: string): void {
  const known = response.getHeader('vary');
  response.header('vary', known === undefined ? name : `${String(known)}, ${name}`);
}
