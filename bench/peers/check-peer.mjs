import { deepStrictEqual, strictEqual } from 'node:assert';

/** What every document is asked for. */
const FIELDS = ['_id', 'bestseller_rank', 'category', 'marketplace', 'estimated_sales', 'estimate'];
const SIZES = [25, 200];

/**
 * Throws unless a peer shows the same documents as the hand-written server, as many on a page and in all, and unless it creates
 * what it is sent. Statuses are validated by the measurement too.
 */
export async function checkPeer(peer, reference, { ids, document }) {
  for (const size of SIZES) {
    const [its, ours] = await Promise.all([peer, reference].map((one) => readPage(one, size)));
    deepStrictEqual(its, ours, `a page of ${size} of ${peer.name}`);
  }
  for (const id of ids)
    deepStrictEqual(await readItem(peer, id), await readItem(reference, id), `${id} of ${peer.name}`);
  const response = await fetch(`${peer.server.url}/estimations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([document, document]),
  });
  strictEqual(response.status, 201, `POST of two documents to ${peer.name}`);
  strictEqual(await peer.collection.countDocuments({}), ids.length + 2, `${peer.name} created two documents`);
}

async function readPage({ server, pathOfPage = pathOfEve, readPage: read = readPageOfEve }, size) {
  const response = await fetch(server.url + pathOfPage(size));
  strictEqual(response.status, 200);
  const { items, total } = read(await response.json(), response.headers);
  return { total, items: items.map(pick) };
}

async function readItem({ server }, id) {
  const response = await fetch(`${server.url}/estimations/${id}`);
  strictEqual(response.status, 200);
  return pick(await response.json());
}

function pathOfEve(size) {
  return `/estimations?max_results=${size}`;
}

function readPageOfEve({ _items: items, _meta: { total } }) {
  return { items, total };
}

function pick(document) {
  return FIELDS.map((name) => document[name]);
}
