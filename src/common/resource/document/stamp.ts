import mongoose from 'mongoose';
import { isInReach } from '../../bson/date-beyond.js';
import { keepOrder } from '../../bson/member-order.js';
import { ownMember } from '../../values/own-member.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { entityTag, etagOf, type TagRules } from './etag.js';
import type { StoredDocument } from './stored-document.js';
import { withoutMember } from './without-member.js';
import type { Members } from '../../values/members.js';

/** A document that gets its tag when all else is in it. */
interface Tagged {
  _etag?: string;
}

/** A valid new document → what is stored: with its id, its two timestamps (whole seconds, as the wire shows them) and its entity tag. */
export function stampNew<T extends object>(document: T, rules: TagRules, id?: unknown): StoredDocument<T> {
  const now = wholeSeconds(new Date());
  const stamped = { _id: id ?? new mongoose.Types.ObjectId(), ...document, _updated: now, _created: now };
  (stamped as Tagged)._etag = entityTag(stamped, rules); // no second copy: it may be large
  return keepOrder(document, stamped as StoredDocument<T>, ['_id']); // with its tag
}

/** A valid changed document → what is stored in the place of `original`: same id, same creation, a new entity tag. */
export function stampChanged<T extends object>(
  document: T,
  original: StoredDocument<T>,
  rules: Pick<ResourceDefinition, 'id'> & TagRules,
): StoredDocument<T> {
  const kept = [rules.id.name, '_created'].filter((name) => Object.hasOwn(original, name));
  const others = withoutMember(document as Members, '_created') as T; // any object is a record of its members; T has no such field
  const stamped = {
    ...others,
    ...Object.fromEntries(kept.map((name) => [name, ownMember(original, name)])),
    _id: original._id,
    _updated: wholeSeconds(new Date()),
  };
  const changed = { ...stamped, _etag: entityTag({ ...stamped, _etag: etagOf(original, rules) }, rules) };
  return keepOrder(document, changed);
}

/** The time of what nobody recorded. */
export const EPOCH = new Date(0);

/** A recorded time; another program may have left it out, or put something else in its place. */
export function timeOf(recorded: unknown): Date {
  return recorded instanceof Date && isInReach(recorded) ? recorded : EPOCH;
}

function wholeSeconds(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
