import { errorCodes } from 'fastify';
import { parseJsonBody } from '../http/parse-json-body.js';

/** What any request body may end in before anybody reads what it says: errors by a name for each. */
export const BODY_REFUSALS: Readonly<Record<string, unknown>> = {
  malformedJson: malformedJson(),
  unknownContentType: new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE('text/plain'),
  bodyTooLarge: new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE(),
};

function malformedJson(): unknown {
  let refusal: unknown;
  parseJsonBody(undefined, Buffer.from('{"a":'), (error) => (refusal = error));
  return refusal;
}
