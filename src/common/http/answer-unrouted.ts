import { MethodNotAllowed, NotFound } from '../errors/api-error.js';
import { toErrorReply } from '../errors/error-reply.js';
import type { HttpAdapter } from './http-adapter.js';
import { Reply } from './reply.js';

/**
 * Answers what no route will, before anything else of the request is read: OPTIONS with `Allow`, 405 where the URL has
 * other methods, 404. To be added after CORS, so that these answers have its headers too.
 */
export function answerUnrouted(adapter: HttpAdapter): void {
  adapter.getInstance().addHook('onRequest', (request, response, done) => {
    const isOptions = request.method === 'OPTIONS';
    if (!request.is404 && !isOptions) {
      done();
      return;
    }
    const allowed = adapter.allowedMethods.at(request.url);
    // Not `done(error)`: the OPTIONS of CORS is older than the error filter.
    if (allowed.length === 0) adapter.reply(response, toErrorReply(new NotFound(), request, adapter.words));
    else if (!isOptions) done(new MethodNotAllowed(allowed));
    else adapter.reply(response, new Reply(200, undefined, { allow: allowed.join(', ') }));
  });
}
