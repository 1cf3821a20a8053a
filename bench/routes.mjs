import { toWire } from './load.mjs';

/** A document as clients post it. */
export const DOCUMENT = { bestseller_rank: 48, category: 'Home & Kitchen' };
/** What is asked beside what is measured, to see whether servers answer alike. */
export const CHECKED_PAGES = ['/estimations', '/estimations?max_results=200', '/estimations?page=3&max_results=10'];
const CATEGORIES = ['Home & Kitchen', 'Books', 'Toys & Games', 'Electronics', 'Grocery'];
const RANKS = 37_000;
const BULK = 100;
const DEFAULT_SIZE = 25;
const KNOWN = 100;
/** Requests in flight at any time; fewer where one is much work. */
const MANY = 16;
const FEW = 4;

/** Documents to start from: different ranks and categories. */
export function seedDocuments(count) {
  return Array.from({ length: count }, (_, index) => ({
    bestseller_rank: 1 + index * 37,
    category: CATEGORIES[index % CATEGORIES.length],
  }));
}

/**
 * The routes that are measured, for collections that hold documents of these ids. `target` is for the CPU time per request, as a
 * ratio to the hand-written server, or to `base`, a route of the same server; a round ends after `perRound` requests at the latest.
 */
export function toRoutes(ids) {
  const item = { requests: ids.map((id) => toWire('GET', `/estimations/${id}`)), status: 200, perRound: 2000 };
  const one = seedDocuments(BULK).map((body) => toWire('POST', '/estimations', { body }));
  const many = [toWire('POST', '/estimations', { body: seedDocuments(BULK) })];
  const page = (size) => ({ requestsFor: askForPage(size), status: 200, perRound: 500 });
  return [
    { name: 'GET item', target: 0.9, ...item },
    { name: 'GET page of 25', target: 0.8, ...page(DEFAULT_SIZE) },
    { name: 'GET page of 200', target: 0.7, ...page(200), connections: FEW },
    { name: 'POST', target: 1, requests: one, status: 201, perRound: 500 },
    { name: 'POST 100', target: 0.9, requests: many, status: 201, perRound: 12, connections: 2 },
    { name: '304', target: 0.8, base: toRoute(item), requestsFor: askAgain(ids), status: 304, perRound: 2000 },
    { name: 'PATCH', requestsFor: changes, status: 200, perRound: 500 },
  ].map(toRoute);
}

function toRoute({ requests, connections = MANY, requestsFor = () => requests, ...route }) {
  return { ...route, connections, requestsFor };
}

function askForPage(size) {
  const path = size === DEFAULT_SIZE ? '/estimations' : `/estimations?max_results=${size}`;
  return ({ pathOfPage = () => path }) => [toWire('GET', pathOfPage(size))];
}

/** Asks for documents that the client has already. */
function askAgain(ids) {
  return async (contestant) => {
    contestant.askedAgain ??= await Promise.all(
      ids.slice(0, KNOWN).map(async (id) => {
        const { headers } = await fetch(`${contestant.server.url}/estimations/${id}`);
        return toWire('GET', `/estimations/${id}`, { headers: { 'If-None-Match': headers.get('etag') } });
      }),
    );
    return contestant.askedAgain;
  };
}

/** Changes every document once, and what is predicted for it with it. */
async function changes({ collection }) {
  const stored = await collection
    .find({}, { projection: { _etag: 1, bestseller_rank: 1 } })
    .sort({ _id: 1 })
    .toArray();
  return stored.map(({ _id, _etag, bestseller_rank: rank }) =>
    toWire('PATCH', `/estimations/${_id}`, {
      headers: { 'If-Match': `"${_etag}"` },
      body: { bestseller_rank: (rank % RANKS) + 1 },
    }),
  );
}
