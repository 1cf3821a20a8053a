import mongoose from 'mongoose';
import { isInReach } from '../../bson/date-beyond.js';
import { keepOrder } from '../../bson/member-order.js';
import { ownMember } from '../../values/own-member.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { entityTag, etagOf, type TagRules } from './etag.js';
import type { StoredDocument } from './stored-document.js';
import type { Members } from '../../values/members.js';
import { withoutMember } from './without-member.js';

/** A document that gets what the engine adds to it, its tag when all else is in it. */
type Unstamped = Record<string, unknown>;

/** The resource of a document, as far as it decides over stamps. */
type StampRules = Pick<ResourceDefinition, 'added'> & TagRules;

/** A valid new document → what is stored: with its id, its two timestamps (whole seconds, as the wire shows them) and its entity tag. */
export function stampNew<T extends object>(document: T, rules: StampRules, id?: unknown): StoredDocument<T> {
  const now = wholeSeconds(new Date());
  const stamped: Unstamped = { _id: id ?? new mongoose.Types.ObjectId(), ...document };
  for (const { own, stamps } of rules.added) if (stamps) stamped[own] = stamps.creation(now);
  stamped['_etag'] = entityTag(stamped, rules); // no second copy: it may be large
  return keepOrder(document, stamped as StoredDocument<T>, ['_id']); // with its tag
}

/** A valid changed document → what is stored in the place of `original`: same id, same creation, a new entity tag. */
export function stampChanged<T extends object>(
  document: T,
  original: StoredDocument<T>,
  rules: Pick<ResourceDefinition, 'id'> & StampRules,
): StoredDocument<T> {
  const kept = rules.added.filter(({ stamps }) => stamps?.change === 'kept').map(({ own }) => own);
  const stamped: Unstamped = { ...kept.reduce<Members>(withoutMember, document as Members) }; // any object is a record of its members
  for (const name of [rules.id.name, ...kept]) {
    if (Object.hasOwn(original, name)) stamped[name] = ownMember(original, name);
  }
  stamped['_id'] = original._id;
  const now = wholeSeconds(new Date());
  for (const { own, stamps } of rules.added) {
    if (stamps && stamps.change !== 'kept') stamped[own] = stamps.change(now);
  }
  const tag = entityTag({ ...stamped, _etag: etagOf(original, rules) }, rules);
  return keepOrder(document, { ...stamped, _etag: tag } as StoredDocument<T>); // its members are T's and the engine's
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
