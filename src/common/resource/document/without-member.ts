import { keepOrder } from '../../bson/member-order.js';
import type { Members } from '../../values/members.js';

/** An object without a member; the object itself where it has none, because it may be large. */
export function withoutMember(members: Members, name: string): Members {
  if (!Object.hasOwn(members, name)) return members;
  return keepOrder(members, Object.fromEntries(Object.entries(members).filter(([own]) => own !== name)));
}
