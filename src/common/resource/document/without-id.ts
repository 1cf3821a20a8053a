import { isDeepStrictEqual } from 'node:util';
import { BadRequest } from '../../errors/api-error.js';
import { representValue } from '../representation/represent-value.js';
import type { Payload } from './validate-document.js';

/** The payload of a PUT or PATCH without its id, which it may repeat but not change. */
export function withoutId(id: unknown, payload: Payload): Payload {
  const represented = representValue(id);
  const { _id = represented, ...fields } = payload;
  if (isDeepStrictEqual(_id, represented)) return fields;
  throw new BadRequest(
    "Attempt to update an immutable field. Usually happens when PATCH or PUT include a '_id' field, " +
      'which is immutable (PUT can include it as long as it is unchanged).',
  );
}
