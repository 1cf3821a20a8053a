import { keepOrder } from '../../bson/member-order.js';
import { givenSeveralTimes } from '../../errors/given-several-times.js';
import { isPlainObject } from '../definition/is-plain-object.js';
import { ownMember } from '../definition/own-member.js';
import { setMember } from '../definition/set-member.js';

/** Names of more parts are left as they are: nothing is called so. */
const MOST_PARTS = 100;

/** Levels that are looked at: what nests deeper is refused anyway. */
const LEVELS = 50;

type Members = Readonly<Record<string, unknown>>;

/** Members on their way into their places: objects of our own, which grow. */
type Expanded = Record<string, unknown>;

/**
 * `{"location.city": "NY"}` → `{"location": {"city": "NY"}}`, at every level, as Eve reads it. Members of one sub-document
 * come together, wherever they stand; what is given in two ways, of which one would be lost, is refused with `BadRequest`.
 *
 * @param place where in the body it stands: `''`, or the index in a list
 */
export function expandDottedNames(payload: Members, place = ''): Members {
  return hasDottedName(payload, LEVELS) ? expandMembers(payload, LEVELS, place) : payload;
}

function hasDottedName(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null || levels === 0) return false;
  if (Array.isArray(value)) return value.some((element) => hasDottedName(element, levels - 1));
  // one pass: objects of many members are slow to list
  for (const name in value) {
    if (name.includes('.') || hasDottedName(ownMember(value, name), levels - 1)) return true;
  }
  return false;
}

function expandMembers(members: Members, levels: number, place: string): Expanded {
  const expanded: Expanded = {};
  for (const [name, value] of Object.entries(members)) {
    const parts = name.includes('.') ? name.split('.', MOST_PARTS + 1) : [name];
    const path = parts.length > MOST_PARTS ? [name] : parts;
    assignAt(expanded, path, { value: expandValue(value, levels - 1, within(place, name)), place });
  }
  return keepOrder(members, expanded);
}

/** Objects of the payload are copied once, so that members can be added to them. */
function expandValue(value: unknown, levels: number, place: string): unknown {
  if (Array.isArray(value)) {
    return levels === 0
      ? value
      : value.map((element, index) => expandValue(element, levels - 1, within(place, String(index))));
  }
  if (!isPlainObject(value)) return value;
  return levels === 0 ? { ...value } : expandMembers(value, levels, place);
}

/** A value, and where the object stands that it is to be a member of. */
interface Placed {
  readonly value: unknown;
  readonly place: string;
}

function assignAt(target: Expanded, path: readonly string[], { value, place }: Placed): void {
  let inside = target;
  let around = place;
  for (const name of path.slice(0, -1)) {
    around = within(around, name);
    inside = membersAt(inside, name, around);
  }
  const [last = ''] = path.slice(-1);
  if (Object.hasOwn(inside, last)) join(ownMember(inside, last), { value, place: within(around, last) });
  else setMember(inside, last, value);
}

/** Adds the members of an object to those of another one, which was made here. */
function join(present: unknown, { value, place }: Placed): void {
  if (!isPlainObject(present) || !isPlainObject(value)) throw givenSeveralTimes(place);
  for (const [name, member] of Object.entries(value)) assignAt(present, [name], { value: member, place });
}

function membersAt(target: Expanded, name: string, place: string): Expanded {
  const present = ownMember(target, name);
  if (isPlainObject(present)) return present; // made above
  if (Object.hasOwn(target, name)) throw givenSeveralTimes(place);
  const members: Expanded = {};
  setMember(target, name, members);
  return members;
}

function within(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}
