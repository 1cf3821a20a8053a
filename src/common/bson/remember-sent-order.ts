import { randomUUID } from 'node:crypto';
import { rememberOrder } from './member-order.js';

/** Before a name that JavaScript would put elsewhere; nobody can guess it. */
const MARK = randomUUID();

/** Where a name of digits alone begins: a quotation mark behind no backslash, with digits behind it, opens a text. */
const NUMBERED = /(?<!\\)"(?=(?:\d|\\u003\d)+"\s*:)/;
const ALL_NUMBERED = new RegExp(NUMBERED, 'g');

type Container = Readonly<Record<string, unknown>>;

/** Remembers in which order the members stand in a JSON text, where JavaScript's is another one. Takes nothing but a look where no name is a number. */
export function rememberSentOrder(json: string, value: unknown): void {
  if (!NUMBERED.test(json)) return;
  // without recursion: a parser reads what nests deeper than calls can
  const waiting: (readonly [unknown, unknown])[] = [[value, JSON.parse(json.replaceAll(ALL_NUMBERED, `"${MARK}`))]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [read, marked] = next;
    if (!isContainer(read) || !isContainer(marked)) continue;
    const entries = Object.entries(marked).map(([name, member]) => [plain(name), member] as const);
    if (!Array.isArray(read)) rememberOrder(read, entries.map(([name]) => name)); // prettier-ignore
    for (const [name, member] of entries) if (isContainer(member)) waiting.push([read[name], member]);
  }
}

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

function plain(name: string): string {
  return name.startsWith(MARK) ? name.slice(MARK.length) : name;
}
