import { keepOrder } from '../../bson/member-order.js';
import { givenSeveralTimes } from '../../errors/given-several-times.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import { ownMember } from '../../values/own-member.js';
import { setMember } from '../../values/set-member.js';
import type { Members } from '../../values/members.js';

/** Names of more parts are left as they are: nothing is called so. */
const MOST_PARTS = 100;

/** Levels that are looked at: what nests deeper is rejected anyway. */
const LEVELS = 50;

/** Members on their way into their places: objects of our own, which grow. */
type Expanded = Record<string, unknown>;

/**
 * `{"location.city": "NY"}` → `{"location": {"city": "NY"}}`, at every level, as Eve reads it. Members of one sub-document
 * come together, wherever they stand; what is given in two ways, of which one would be lost, is rejected with `BadRequest`.
 *
 * @param place where in the body it stands: `''`, or the index in a list
 */
export function expandDottedNames(payload: Members, place = ''): Members {
  const names = Object.keys(payload); // once, here and below: objects of many members are slow to list
  return hasDotted(names, payload, LEVELS) ? expandMembers({ members: payload, names, place }, LEVELS) : payload;
}

function hasDotted(names: readonly string[], members: Members, levels: number): boolean {
  return names.some((name) => name.includes('.') || hasDottedInside(members[name], levels - 1));
}

function hasDottedInside(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || levels === 0) return false;
  if (Array.isArray(value)) return value.some((element) => hasDottedInside(element, levels - 1));
  return isPlainObject(value) && hasDotted(Object.keys(value), value, levels);
}

/** An object of the payload, what its members are called, and where in the body it stands. */
interface Source {
  readonly members: Members;
  readonly names: readonly string[];
  readonly place: string;
}

function expandMembers({ members, names, place }: Source, levels: number): Expanded {
  const expanded: Expanded = {};
  let branch: Branch = { path: '', inside: expanded, place };
  for (const name of names) {
    const value = expandValue(members[name], levels - 1, () => within(place, name));
    if (!endsIn(branch, name)) branch = branchOf(expanded, name, place);
    assign(branch.inside, name.slice(branch.path.length), { value, place: branch.place });
  }
  return keepOrder(members, expanded);
}

/** Objects of the payload are copied once, so that members can be added to them. */
function expandValue(value: unknown, levels: number, place: () => string): unknown {
  if (Array.isArray(value)) {
    return levels === 0
      ? value
      : value.map((element, index) => expandValue(element, levels - 1, () => within(place(), String(index))));
  }
  if (!isPlainObject(value)) return value;
  if (levels === 0) return { ...value };
  return expandMembers({ members: value, names: Object.keys(value), place: place() }, levels);
}

/** The object in which a dotted name ends: often the next one does, too. */
interface Branch {
  /** The first parts of the names that end in it. */
  readonly path: string;
  readonly inside: Expanded;
  readonly place: string;
}

function endsIn({ path }: Branch, name: string): boolean {
  return name.startsWith(path) && !name.includes('.', path.length);
}

function branchOf(root: Expanded, name: string, place: string): Branch {
  const parts = name.split('.', MOST_PARTS + 1);
  if (parts.length > MOST_PARTS) return { path: '', inside: root, place };
  let inside = root;
  let around = place;
  for (const part of parts.slice(0, -1)) {
    around = within(around, part);
    inside = membersAt(inside, part, around);
  }
  return { path: name.slice(0, name.lastIndexOf('.') + 1), inside, place: around };
}

/** A value, and where the object stands that it is to be a member of. */
interface Placed {
  readonly value: unknown;
  readonly place: string;
}

function assign(target: Expanded, name: string, { value, place }: Placed): void {
  if (Object.hasOwn(target, name)) join(ownMember(target, name), { value, place: within(place, name) });
  else setMember(target, name, value);
}

/** Adds the members of an object to those of another one, which was made here. */
function join(present: unknown, { value, place }: Placed): void {
  if (!isPlainObject(present) || !isPlainObject(value)) throw givenSeveralTimes(place);
  for (const name of Object.keys(value)) assign(present, name, { value: value[name], place });
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
