import { expandDottedNames } from './expand-dotted-names.js';
import { withoutMember } from '../document/without-member.js';
import type { Payload, Validity } from './validate-document.js';

/**
 * A client's document → its members under the names that they have, before anybody looks for one: dotted names are paths, and what
 * every answer shows in its own way is no field, also where a document may have fields of any name. Throws `BadRequest`.
 *
 * @param place its index in a list
 */
export function readPayload(
  payload: Payload,
  { policy, allowUnknown, names }: Pick<Validity, 'policy' | 'allowUnknown' | 'names'>,
  place = '',
): Payload {
  const sent = policy.normalizeDottedFields ? expandDottedNames(payload, place) : payload;
  return allowUnknown === true ? withoutMember(sent, names.linksName) : sent;
}
