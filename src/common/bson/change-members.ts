import { keepOrder } from './member-order.js';
import type { Members } from '../values/members.js';

/** A document with members changed, those of these names that it has; the very document where none becomes another value. */
export function changeMembers(
  document: Members,
  names: Iterable<string>,
  change: (value: unknown, name: string) => unknown,
): Members {
  let copy: Record<string, unknown> | undefined;
  for (const name of names) {
    if (!Object.hasOwn(document, name)) continue;
    const value = document[name];
    const changed = change(value, name);
    if (Object.is(changed, value)) continue;
    copy ??= keepOrder(document, Object.assign({}, document)); // once
    Object.defineProperty(copy, name, { value: changed });
  }
  return copy ?? document;
}
