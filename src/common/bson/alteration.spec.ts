import mongoose from 'mongoose';
import { alterationOf, type Modification } from './alteration.js';
import { storedDocument } from './stored-value.js';
import type { Members } from '../values/members.js';

const { BSON, Double, Long, ObjectId } = mongoose.mongo;
const id = ObjectId.createFromHexString('0123456789abcdef01234567');

const alter = (stored: object, document: object): ReturnType<typeof alterationOf> =>
  alterationOf(storedDocument(Buffer.from(BSON.serialize(stored))), document);

/** Maps as lists of their members. */
function shown(modification: Modification): unknown {
  if ('replacement' in modification) return toLists(modification.replacement);
  const { set, removed } = modification;
  return { set: Object.fromEntries([...set].map(([path, value]) => [path, toLists(value)])), removed };
}

function toLists(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toLists);
  if (!(value instanceof Map)) return value;
  const members: ReadonlyMap<unknown, unknown> = value;
  return [...members].map(([name, member]) => [name, toLists(member)]);
}

describe('alterationOf', () => {
  it.each<[object, object, object, string[]]>([
    [{ a: 1, b: id }, { a: 1, b: new ObjectId(id) }, {}, []],
    [{ a: new Double(1), b: Long.fromNumber(2) }, { a: 1, b: 2 }, {}, []],
    [{ a: new Double(NaN), b: new Date(NaN) }, { a: NaN, b: new Date(0) }, {}, []],
    [{ a: new Double(-0) }, { a: 0 }, { a: 0 }, []],
    [{ a: 0 }, { a: -0 }, { a: -0 }, []],
    [{ a: null }, { a: undefined }, {}, []],
    [{ a: 1, b: 2 }, { a: 2, c: 3 }, { a: 2, c: 3 }, ['b']],
    [{ a: 1 }, { a: new Double(1) }, { a: new Double(1) }, []],
    [{ a: { b: 1, c: { d: 1, e: 2 } } }, { a: { b: 1, c: { d: 2 } } }, { 'a.c.d': 2 }, ['a.c.e']],
    [{ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }, {}, []],
    [{ a: { 10: 1 } }, { a: { 10: 2 } }, { 'a.10': 2 }, []],
    [{ a: { b$c: 1 } }, { a: { b$c: 2 } }, { 'a.b$c': 2 }, []],
    [{ a: { $b: 1, c: 2 } }, { a: { $b: 1, c: 3 } }, { 'a.c': 3 }, []],
    [{ a: { b: 1 } }, { a: 1 }, { a: 1 }, []],
    [{ a: 1 }, { a: { b: 1 } }, { a: [['b', 1]] }, []],
    [{ a: { b: 1 } }, { a: {} }, {}, ['a.b']],
    [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, { a: [[['b', 2]]] }, []],
  ])('of %j to %j', (stored, document, set, removed) => {
    const { forth } = alter(stored, document);
    expect(shown(forth)).toEqual({ set, removed });
  });

  it.each<[Members, Members, Members]>([
    [{ a: { x: new Double(1), 'b.c': 1 } }, { a: { x: 1, 'b.c': 2 } }, { a: [['x', new Double(1)], ['b.c', 2]] }], // prettier-ignore
    [{ a: { x: new Double(1), '': 1 } }, { a: { x: 1 } }, { a: [['x', new Double(1)]] }],
    [{ a: { b: { x: new Double(1) } } }, { a: { b: { x: 1, $c: 2 } } }, { 'a.b': [['x', new Double(1)], ['$c', 2]] }], // prettier-ignore
    [{ a: [new Double(1), Long.fromNumber(2)] }, { a: [7, 1, 2] }, { a: [7, new Double(1), Long.fromNumber(2)] }],
    [{ a: [{ x: new Double(1), y: 1 }] }, { a: [{ x: 1, y: 2 }] }, { a: [[['x', new Double(1)], ['y', 2]]] }], // prettier-ignore
  ])('keeps the types of what is written again: of %j to %j', (stored, document, set) => {
    expect(shown(alter(stored, document).forth)).toEqual({ set, removed: [] });
  });

  it.each([{ '': 2 }, { 'a.b': 2 }, { $a: 2 }])('writes the whole document where no path reports %j', (more) => {
    expect(shown(alter({ _id: id, x: new Double(1), y: 2 }, { _id: id, x: 1, ...more }).forth)).toEqual([
      ['_id', id],
      ['x', new Double(1)],
      ...Object.entries(more),
    ]);
  });

  it('makes few changes of very many', () => {
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`m${index}`, index]));
    const inside = alter({ a: {}, b: { c: { x: new Double(1) } } }, { a: many, b: { c: { x: 1, ...many } } }).forth;
    expect('set' in inside && [...inside.set.keys()]).toEqual(['a', 'b.c']);
    expect('replacement' in alter({}, many).forth).toBe(true);
  });

  it.each<[object, object]>([
    [
      { a: new Double(1), b: { c: Long.fromNumber(1), d: [new Double(1)] } },
      { a: 2, b: { c: 3 }, e: 4 },
    ],
    [{ a: new Double(1) }, { a: 1, 'b.c': 2 }],
  ])('can be taken back: of %j to %j', (stored, document) => {
    const applied = apply(stored, alter(stored, document).forth);
    const restored = apply(applied, alter(stored, document).back());
    expect(BSON.deserialize(BSON.serialize(restored), { promoteValues: false })).toEqual(
      BSON.deserialize(BSON.serialize(stored), { promoteValues: false }),
    );
  });
});

/** As a database does it. */
function apply(stored: object, modification: Modification): object {
  if ('replacement' in modification) return modification.replacement;
  const { set, removed } = modification;
  const changed = structuredCloneOf(stored);
  for (const path of removed) Reflect.deleteProperty(containerOf(changed, path), path.split('.').at(-1) ?? '');
  for (const [path, value] of set) containerOf(changed, path)[path.split('.').at(-1) ?? ''] = value;
  return changed;
}

function structuredCloneOf(document: object): Record<string, unknown> {
  return BSON.deserialize(BSON.serialize(document), { promoteValues: false });
}

function containerOf(document: Record<string, unknown>, path: string): Record<string, unknown> {
  return path
    .split('.')
    .slice(0, -1)
    .reduce((inside, name) => inside[name] as Record<string, unknown>, document);
}
