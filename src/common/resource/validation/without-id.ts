import { isDeepStrictEqual } from 'node:util';
import { BadRequest } from '../../errors/api-error.js';
import { castByDefinition } from '../types/cast-value.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import { fitsType } from '../types/field-types.js';
import { NUMBER } from '../types/numbers.js';
import { representValue } from '../document/represent-value.js';
import { referenceKey } from './reference-key.js';
import type { Payload } from './validate-document.js';

/** The payload of a PUT or PATCH without its id, which it may repeat but not change. */
export function withoutId(id: unknown, payload: Payload, field: FieldDefinition): Payload {
  const { [field.name]: sent, ...fields } = payload;
  if (sent === undefined || isSameId(sent, id, field)) return fields;
  throw new BadRequest(
    `Attempt to update an immutable field. Usually happens when PATCH or PUT include a '${field.name}' field, ` +
      'which is immutable (PUT can include it as long as it is unchanged).',
  );
}

function isSameId(sent: unknown, id: unknown, field: FieldDefinition): boolean {
  if (isDeepStrictEqual(representValue(sent), representValue(id))) return true;
  const cast = castByDefinition(sent, field);
  const isKnown = fitsType(cast, field) || NUMBER.has(cast); // another program may have put a number there
  return isKnown && referenceKey(cast) === referenceKey(id);
}
