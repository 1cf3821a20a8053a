import type { FastifyInstance } from 'fastify';
import { fromFormatTags } from './formats/format-tags.js';
import type { Formats } from './formats/formats.js';

/** Lets whoever answers a GET compare entity tags of states: what they say of a format is read here, as the reply writer wrote it. */
export function readEntityTags(server: FastifyInstance, formats: Formats): void {
  if (!formats.areNegotiated) return;
  server.addHook('onRequest', (request, _response, done) => {
    const { headers } = request;
    const known = headers['if-none-match'];
    if (known !== undefined) headers['if-none-match'] = fromFormatTags(known, formats.markOf(formats.choose(request)));
    done();
  });
}
