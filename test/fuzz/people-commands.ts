import fc, { type Arbitrary, type AsyncCommand } from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import type { Answer, Client } from '../support/client.js';
import { contentOf } from './content-of.js';

type Fields = Readonly<Record<string, unknown>>;

/** What a client should see: each document's fields and tag, by id, in the order of creation. */
export type People = Map<string, { readonly fields: Fields; readonly etag: string }>;

const PATH = '/people';
const STALE = 'f'.repeat(40);
const UNKNOWN = '0123456789abcdef01234567';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }),
  fc.constantFrom('a', 'obama', '\u0001', '💥'),
);
const members = {
  firstname: text.filter((name) => [...name].length <= 10),
  role: fc.subarray(['author', 'contributor', 'copy']),
  location: fc.record({ address: text, city: text }, { requiredKeys: [] }),
  born: fc.date({ min: new Date(0), max: new Date('2030-01-01'), noInvalidDate: true }).map((day) => day.toUTCString()),
  age: fc.integer({ min: 0, max: 150 }),
};
const lastname = text.filter((name) => [...name].length <= 15);
const person: Arbitrary<Fields> = fc.record({ lastname, ...members }, { requiredKeys: ['lastname'] });
const changes: Arbitrary<Fields> = fc.record({ lastname, ...members }, { requiredKeys: [] });
const wrong: Arbitrary<Fields> = fc.constantFrom<Fields>({ lastname: '' }, { lastname: 'a', age: 151 }, { lastname: 'a', x: 1 }, { lastname: null }, { lastname: 'a\0' }, { lastname: 'a', role: ['king'] }); // prettier-ignore
const position = fc.nat();

/** Everything that a client can do to people, right and wrong, in any order. */
export const peopleCommands = fc.commands(
  [
    person.map((fields) => command(`POST ${show(fields)}`, (people, client) => create(people, client, [fields]))),
    fc
      .array(person, { minLength: 2, maxLength: 3 })
      .map((all) => command(`POST ${show(all)}`, (people, client) => create(people, client, all))),
    fc
      .tuple(person, wrong)
      .map((all) => command(`POST ${show(all)}`, (_, client) => rejected(client.post(PATH, all), 422))),
    fc.tuple(position, person).map(([at, fields]) =>
      onOne(`PUT ${at} ${show(fields)}`, at, async (people, client, id) => {
        keep(people, id, fields, await client.put(`${PATH}/${id}`, fields, tagOf(people, id)));
      }),
    ),
    fc.tuple(position, changes).map(([at, fields]) =>
      onOne(`PATCH ${at} ${show(fields)}`, at, async (people, client, id) => {
        const merged = merge(people.get(id)?.fields ?? {}, fields);
        keep(people, id, merged, await client.patch(`${PATH}/${id}`, fields, tagOf(people, id)));
      }),
    ),
    fc.tuple(position, wrong, fc.constantFrom('put', 'patch')).map(([at, fields, method]) =>
      onOne(`${method} ${at} ${show(fields)}`, at, (people, client, id) => {
        const path = `${PATH}/${id}`;
        return rejected(
          method === 'put'
            ? client.put(path, fields, tagOf(people, id))
            : client.patch(path, fields, tagOf(people, id)),
          422,
        );
      }),
    ),
    fc
      .tuple(position, changes)
      .map(([at, fields]) =>
        onOne(`PATCH ${at} stale`, at, (_, client, id) =>
          rejected(client.patch(`${PATH}/${id}`, fields, { 'if-match': STALE }), 412),
        ),
      ),
    position.map((at) =>
      onOne(`DELETE ${at} without a tag`, at, (_, client, id) => rejected(client.delete(`${PATH}/${id}`), 428)),
    ),
    position.map((at) =>
      onOne(`DELETE ${at}`, at, async (people, client, id) => {
        await rejected(client.delete(`${PATH}/${id}`, tagOf(people, id)), 204);
        people.delete(id);
        await rejected(client.get(`${PATH}/${id}`), 404);
      }),
    ),
    fc.constant(command('PATCH nobody', (_, client) => rejected(client.patch(`${PATH}/${UNKNOWN}`, {}), 404))),
  ],
  { maxCommands: 15 },
);

type Run = (people: People, client: Client) => Promise<void>;

/** A step; after it a client must see what is expected, and nothing else. */
function command(
  name: string,
  run: Run,
  check: (people: Readonly<People>) => boolean = () => true,
): AsyncCommand<People, Client> {
  return {
    check,
    run: async (people, client) => {
      await run(people, client);
      await requireSame(people, client);
    },
    toString: () => name,
  };
}

/** A step that concerns one of the documents, where there is any. */
function onOne(
  name: string,
  at: number,
  run: (people: People, client: Client, id: string) => Promise<void>,
): AsyncCommand<People, Client> {
  const pick = (people: People): string => [...people.keys()][at % people.size] ?? '';
  return command(
    name,
    (people, client) => run(people, client, pick(people)),
    ({ size }) => size > 0,
  );
}

async function create(people: People, client: Client, all: readonly Fields[]): Promise<void> {
  const { status, body } = await client.post(PATH, all.length === 1 ? all[0] : all);
  expect(status).toBe(201);
  for (const [index, { _id, _etag }] of (all.length === 1 ? [body] : body._items).entries()) {
    people.set(_id, { fields: all[index] ?? {}, etag: _etag });
  }
}

function keep(people: People, id: string, fields: Fields, { status, body }: Answer): void {
  expect(status).toBe(200);
  expect(body._etag).not.toBe(people.get(id)?.etag);
  people.set(id, { fields, etag: body._etag });
}

async function rejected(answer: Promise<Answer>, expected: number): Promise<void> {
  expect((await answer).status).toBe(expected);
}

async function requireSame(people: People, client: Client): Promise<void> {
  const { body } = await client.get(`${PATH}?max_results=50`);
  const seen = body._items.map((item) => [item._id, { fields: contentOf(item), etag: item._etag }] as const);
  if (!isDeepStrictEqual(new Map(seen), new Map([...people]))) expect(seen).toEqual([...people]);
  expect(body._meta.total).toBe(people.size);
}

function tagOf(people: People, id: string): Readonly<Record<string, string>> {
  return { 'if-match': `"${people.get(id)?.etag ?? ''}"` };
}

function merge(fields: Fields, { location, ...others }: Fields): Fields {
  if (location === undefined) return { ...fields, ...others };
  return { ...fields, ...others, location: { ...(fields['location'] as object | undefined), ...location } };
}

function show(value: unknown): string {
  return JSON.stringify(value);
}
