import { toWire } from './load.mjs';

/** A document as clients post it. */
export const DOCUMENT = { bestseller_rank: 48, category: 'Home & Kitchen' };
const CATEGORIES = ['Home & Kitchen', 'Books', 'Toys & Games', 'Electronics', 'Grocery'];

/** Documents to start from: different ranks and categories. */
export function seedDocuments(count) {
  return Array.from({ length: count }, (_, index) => ({
    bestseller_rank: 1 + index * 37,
    category: categoryOf(index),
  }));
}

/** The routes that are measured, for a collection that holds documents of these ids; rounds are short, so that noise hits both servers. */
export function toRoutes(ids) {
  const items = ids.map((id) => toWire('GET', `/estimations/${id}`));
  const posts = seedDocuments(100).map((document) => toWire('POST', '/estimations', document));
  return [
    { name: 'GET item', goal: 0.95, requests: items, status: 200, perRound: 500, warmUp: 6000 },
    {
      name: 'GET page',
      goal: 0.9,
      requests: [toWire('GET', '/estimations')],
      status: 200,
      perRound: 120,
      warmUp: 1200,
    },
    { name: 'POST', goal: 0.85, requests: posts, status: 201, perRound: 200, warmUp: 2000 },
  ];
}

function categoryOf(index) {
  return CATEGORIES[index % CATEGORIES.length];
}
