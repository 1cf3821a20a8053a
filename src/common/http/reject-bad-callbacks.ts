import { BadQuery } from '../errors/api-error.js';
import { callbackIn, callbacksIn } from './formats/callback.js';
import type { HttpAdapter } from './http-adapter.js';

/**
 * Rejects a JSONP request that names no function, before anything is read or written for it; without a JSONP argument there
 * are no such requests. To be added after `answerUnrouted`: what is not there is 404 first.
 */
export function rejectBadCallbacks(adapter: HttpAdapter, argument: string): void {
  if (argument === '') return;
  adapter.getInstance().addHook('onRequest', ({ url }, _response, done) => {
    if (callbacksIn(url, argument).length === 0 || callbackIn(url, argument) !== undefined) done();
    else done(new BadQuery(argument, `${argument} must name one JavaScript function, such as handle or page.handle`));
  });
}
