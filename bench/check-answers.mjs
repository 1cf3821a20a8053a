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
 * Throws unless both servers answer the measured requests alike: GET byte for byte, POST up to ids, tags and dates, both
 * with the same headers and the same stored document; and unless both refuse the same documents.
 */
export async function requireSameAnswers(subject, reference, { paths, document }) {
  for (const path of paths) deepStrictEqual(await read(subject, path), await read(reference, path));
  deepStrictEqual(await create(subject, document), await create(reference, document));
  for (const refused of REFUSED) {
    const statuses = await Promise.all(
      [subject, reference].map(async ({ server }) => (await post(server, refused)).status),
    );
    deepStrictEqual(statuses, [422, 422]);
  }
}

async function read({ server }, path) {
  const response = await fetch(server.url + path);
  strictEqual(response.status, 200, `GET ${path}`);
  return { headers: pick(response.headers), body: await response.text() };
}

/** What a POST answered and stored, without what differs between any two creations. */
async function create({ server, collection }, document) {
  const response = await post(server, document);
  strictEqual(response.status, 201, 'POST');
  const { _id, _etag, ...body } = await response.json();
  const stored = await collection.findOne({ _id: mongoose.mongo.ObjectId.createFromHexString(_id) });
  notStrictEqual(stored, null, `${_id} is stored`);
  strictEqual(stored._etag, _etag);
  strictEqual(stored._updated.toUTCString(), body._updated);
  strictEqual(response.headers.get('location'), `/estimations/${_id}`);
  return {
    headers: pick(response.headers),
    body: JSON.stringify(body).replaceAll(_id, 'ID').replaceAll(body._updated, 'NOW'),
    stored: Object.entries(stored).map(([name, value]) => (name.startsWith('_') ? name : [name, value])),
  };
}

function post({ url }, document) {
  return fetch(`${url}/estimations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(document),
  });
}

function pick(headers) {
  return Object.fromEntries(HEADERS.map((name) => [name, headers.get(name)]));
}
