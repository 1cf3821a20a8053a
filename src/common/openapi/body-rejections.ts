import { errorCodes } from 'fastify';
import { RequestTimeout } from '../errors/api-error.js';
import { parseJsonBody } from '../http/parse-json-body.js';
import { unknownContentType, type BodyOptions } from '../http/read-bodies.js';
import { errorOf } from './describe-errors.js';

/** The errors any request body may end in before anybody reads its content, by a name for each. */
export function bodyRejections(options: BodyOptions): Readonly<Record<string, unknown>> {
  return {
    malformedJson: errorOf(() => parseJsonBody(Buffer.from('{"a":'))),
    unknownContentType: unknownContentType(options),
    bodyTooSlow: new RequestTimeout(),
    bodyTooLarge: new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE(),
  };
}
