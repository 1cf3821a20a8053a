import mongoose from 'mongoose';
import { deepStrictEqual, notStrictEqual, strictEqual } from 'node:assert';

/** What belongs to a resource's answer; the rest (request id, `Vary`, `Date`) belongs to the server. */
const HEADERS = ['etag', 'last-modified', 'cache-control', 'x-total-count'];
const REFUSED = [
  { bestseller_rank: 0, category: 'Books' },
  { bestseller_rank: 5 },
  { bestseller_rank: 5, category: ' ' },
];

/**
 * Throws unless both servers answer the measured requests alike: GET byte for byte, 304 included, POST and PATCH up to ids, tags
 * and dates, both with the same headers and the same stored documents; and unless both reject the same documents and conditions.
 */
export async function requireSameAnswers(subject, reference, { paths, id, document }) {
  const requireSame = async (ask, ...parameters) => {
    deepStrictEqual(await ask(subject, ...parameters), await ask(reference, ...parameters));
  };
  for (const path of paths) await requireSame(read, path);
  await requireSame(readAgain, `/estimations/${id}`);
  await requireSame(create, document);
  await requireSame(create, [
    document,
    { ...document, marketplace: 'UK' },
    { ...document, marketplace: 'US', estimated_sales: 3 },
  ]);
  await requireSame(createAndChange, document);
  for (const rejected of [...REFUSED, ...REFUSED.map((one) => [document, one])])
    for (const { server } of [subject, reference])
      strictEqual((await send(server, 'POST', '/estimations', { body: rejected })).status, 422);
}

async function read({ server }, path) {
  const response = await fetch(server.url + path);
  strictEqual(response.status, 200, `GET ${path}`);
  return { headers: pick(response.headers), body: await response.text() };
}

async function readAgain({ server }, path) {
  const { headers } = await fetch(server.url + path);
  const response = await fetch(server.url + path, { headers: { 'if-none-match': headers.get('etag') } });
  strictEqual(response.status, 304, `GET ${path} with If-None-Match`);
  return { headers: pick(response.headers), body: await response.text() };
}

/** What a POST answered and stored, without what differs between any two creations. */
async function create({ server, collection }, body) {
  const response = await send(server, 'POST', '/estimations', { body });
  strictEqual(response.status, 201, 'POST');
  const text = await response.text();
  const answer = JSON.parse(text);
  const written = answer._items ?? [answer];
  strictEqual(response.headers.get('location'), `/estimations/${written[0]._id}`);
  const stored = [];
  for (const one of written) stored.push(await storedAs(collection, one));
  return { headers: pick(response.headers), body: withoutOwn(text, written), stored };
}

/** What a PATCH answered and stored, and how it is rejected to whom has another state, or none. */
async function createAndChange({ server, collection }, document) {
  const created = await (await send(server, 'POST', '/estimations', { body: document })).json();
  const path = `/estimations/${created._id}`;
  const body = { bestseller_rank: document.bestseller_rank + 1 };
  const change = (headers) => send(server, 'PATCH', path, { body, headers });
  const response = await change({ 'if-match': `"${created._etag}"` });
  strictEqual(response.status, 200, 'PATCH');
  const text = await response.text();
  const written = JSON.parse(text);
  strictEqual(response.headers.get('etag'), `"${written._etag}"`);
  strictEqual(response.headers.get('last-modified'), written._updated);
  strictEqual((await change({ 'if-match': `"${created._etag}"` })).status, 412);
  strictEqual((await change({})).status, 428);
  return { body: withoutOwn(text, [written]), stored: await storedAs(collection, written) };
}

/** What is stored of a document that was written, in its order. */
async function storedAs(collection, { _id, _etag, _updated }) {
  const stored = await collection.findOne({ _id: mongoose.mongo.ObjectId.createFromHexString(_id) });
  notStrictEqual(stored, null, `${_id} is stored`);
  strictEqual(stored._etag, _etag);
  strictEqual(stored._updated.toUTCString(), _updated);
  return Object.entries(stored).map(([name, value]) => (name.startsWith('_') ? name : [name, value]));
}

function withoutOwn(text, written) {
  return written.reduce(
    (rest, { _id, _etag, _updated, _created }) =>
      rest.replaceAll(_id, 'ID').replaceAll(_etag, 'TAG').replaceAll(_updated, 'NOW').replaceAll(_created, 'NOW'),
    text,
  );
}

function send({ url }, method, path, { body, headers = {} }) {
  return fetch(url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

function pick(headers) {
  return Object.fromEntries(HEADERS.map((name) => [name, headers.get(name)]));
}
