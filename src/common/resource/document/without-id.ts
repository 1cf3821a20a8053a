import type mongoose from 'mongoose';
import { BadRequest } from '../../errors/api-error.js';
import type { Payload } from './validate-document.js';

/** The payload of a PUT or PATCH without its id, which it may repeat but not change. */
export function withoutId(id: mongoose.Types.ObjectId, payload: Payload): Payload {
  const { _id = id.toHexString(), ...fields } = payload;
  if (_id === id.toHexString()) return fields;
  throw new BadRequest(
    "Attempt to update an immutable field. Usually happens when PATCH or PUT include a '_id' field, " +
      'which is immutable (PUT can include it as long as it is unchanged).',
  );
}
