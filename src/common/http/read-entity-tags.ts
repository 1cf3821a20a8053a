import type { FastifyInstance } from 'fastify';
import { fromFormatTags } from './formats/format-tags.js';
import type { Formats } from './formats/formats.js';
import { offersPage } from './formats/html/offers-page.decorator.js';

/** Lets whoever answers a GET compare entity tags of states: what they say of a format is read here, as the reply writer wrote it. */
export function readEntityTags(server: FastifyInstance, formats: Formats): void {
  server.addHook('onRequest', (request, _response, done) => {
    const { headers, url } = request;
    const known = headers['if-none-match'];
    if (known !== undefined)
      headers['if-none-match'] = fromFormatTags(
        known,
        formats.markOf(formats.choose({ url, headers, offersPage: offersPage(request) })),
      );
    done();
  });
}
