// The measure: the same routes as an expert writes them by hand for this one resource, on Fastify and the MongoDB
// driver. It knows its fields, so it needs no schema to answer; it has no request ids, log lines, CORS, hooks or other queries.
import Fastify from 'fastify';
import mongoose from 'mongoose';
import { hash } from 'node:crypto';
import { readReferenceRows } from '../dist/estimations/predictor/read-reference-rows.js';
import { SalesPredictor } from '../dist/estimations/predictor/sales-predictor.js';

const { BSON, MongoClient, ObjectId } = mongoose.mongo;
const { MONGO_URI, PORT, HOST } = process.env;
const DEFAULT_MAX_RESULTS = 25;
const HIGHEST_MAX_RESULTS = 200;
const CACHE_HEADERS = { 'cache-control': 'no-cache' };
const OBJECT_ID = /^[a-f0-9]{24}$/;
const HOME_LINK = { title: 'home', href: '/' };
const COLLECTION_LINK = { title: 'estimations', href: 'estimations' };

const NAME = { type: 'string', maxLength: 100, pattern: '\\S' };
const PROPERTIES = {
  bestseller_rank: { type: 'integer', minimum: 1 },
  category: NAME,
  marketplace: NAME,
  estimated_sales: { type: 'integer', minimum: 0 },
};
const CHANGES = { type: 'object', additionalProperties: false, properties: PROPERTIES };
const ESTIMATION = {
  ...CHANGES,
  required: ['bestseller_rank', 'category'],
  properties: { ...PROPERTIES, marketplace: { ...NAME, default: 'US' } },
};
const ONE_OR_MANY = {
  if: { type: 'array' },
  then: { type: 'array', items: ESTIMATION, minItems: 1 },
  else: ESTIMATION,
};

const client = await new MongoClient(MONGO_URI).connect();
const estimations = client.db().collection('bare_estimations');
const hasTransactions = await supportsTransactions();
const predictor = SalesPredictor.train(readReferenceRows());
const fastify = Fastify({ ajv: { customOptions: { coerceTypes: false, removeAdditional: false } } });

fastify.get('/estimations', async (request, reply) => {
  const page = Number(request.query.page ?? 1);
  const maxResults = Math.min(Number(request.query.max_results ?? DEFAULT_MAX_RESULTS), HIGHEST_MAX_RESULTS);
  const [documents, total] = await Promise.all([
    estimations
      .find({}, { sort: { _id: 1 }, skip: (page - 1) * maxResults, limit: maxResults, batchSize: maxResults + 1 })
      .toArray(),
    estimations.estimatedDocumentCount(),
  ]);
  const newest = documents.reduce((latest, { _updated }) => Math.max(latest, _updated.getTime()), 0);
  reply.headers({
    'x-total-count': String(total),
    'last-modified': new Date(newest).toUTCString(),
    ...CACHE_HEADERS,
  });
  return {
    _items: documents.map((document) => ({ ...represent(document), _links: { self: selfLink(document) } })),
    _links: pageLinks(page, maxResults, total),
    _meta: { page, max_results: maxResults, total },
  };
});

fastify.get('/estimations/:id', async (request, reply) => {
  const { id } = request.params;
  const document = OBJECT_ID.test(id) ? await estimations.findOne({ _id: new ObjectId(id) }) : null;
  if (document === null) return reply.callNotFound();
  const etag = `"${document._etag}"`;
  const validators = { etag, 'last-modified': document._updated.toUTCString(), ...CACHE_HEADERS };
  if (request.headers['if-none-match'] === etag) return reply.code(304).headers(validators).send();
  reply.headers(validators);
  return {
    ...represent(document),
    _links: { self: selfLink(document), parent: HOME_LINK, collection: COLLECTION_LINK },
  };
});

fastify.post('/estimations', { schema: { body: ONE_OR_MANY } }, async (request, reply) => {
  const { body } = request;
  const isMany = Array.isArray(body) && body.length > 1;
  const documents = (Array.isArray(body) ? body : [body]).map((sent) => stamp(predict(sent)));
  if (isMany) await insertAll(documents);
  else await estimations.insertOne(documents[0]);
  reply.code(201).header('location', `/estimations/${documents[0]._id.toHexString()}`);
  return isMany ? { _status: 'OK', _items: documents.map(representWritten) } : representWritten(documents[0]);
});

fastify.patch('/estimations/:id', { schema: { body: CHANGES } }, async (request, reply) => {
  const { id } = request.params;
  const original = OBJECT_ID.test(id) ? await estimations.findOne({ _id: new ObjectId(id) }) : null;
  if (original === null) return reply.callNotFound();
  const expected = request.headers['if-match'];
  if (expected === undefined) return reject(reply, 428, 'If-Match is missing');
  if (expected !== `"${original._etag}"`) return reject(reply, 412, 'changed meanwhile');
  const changed = change(original, request.body);
  const { _id, _created, ...set } = changed;
  const filter = { _id, _etag: original._etag };
  const found = await estimations.findOneAndUpdate(filter, { $set: set }, { projection: { _id: 1 } });
  if (found === null) return reject(reply, 412, 'changed meanwhile');
  reply.headers({ etag: `"${changed._etag}"`, 'last-modified': changed._updated.toUTCString() });
  return representWritten(changed);
});

fastify.setErrorHandler((error, _request, reply) => {
  reply.code(error.validation ? 422 : (error.statusCode ?? 500)).send({ _status: 'ERR', _error: error.message });
});

await fastify.listen({ port: Number(PORT), host: HOST });

/** Whether several documents are inserted in a transaction: as Evenest does, which does not trust those of SecantusDB. */
async function supportsTransactions() {
  const admin = client.db().admin();
  const [hello, build] = await Promise.all([admin.command({ hello: 1 }), admin.command({ buildInfo: 1 })]);
  return (hello.setName !== undefined || hello.msg === 'isdbgrid') && !('secantusVersion' in build);
}

/** All or none. */
async function insertAll(documents) {
  if (hasTransactions) {
    await client.withSession((session) =>
      session.withTransaction(() => estimations.insertMany(documents, { session })),
    );
    return;
  }
  try {
    await estimations.insertMany(documents);
  } catch (error) {
    const inserted = documents.slice(0, error.insertedCount ?? 0).map(({ _id }) => _id);
    await estimations.deleteMany({ _id: { $in: inserted } });
    throw error;
  }
}

function reject(reply, status, message) {
  return reply.code(status).send({ _status: 'ERR', _error: message });
}

function predict({ bestseller_rank, category: sentCategory, marketplace: sentMarketplace, estimated_sales: given }) {
  const category = sentCategory.trim();
  const marketplace = sentMarketplace.trim();
  const question = { bestseller_rank, category, marketplace };
  if (given !== undefined) return { ...question, estimated_sales: given, estimate: { basis: 'client' } };
  const { estimated_sales, ...estimate } = predictor.predict({ rank: bestseller_rank, category, marketplace });
  return { ...question, estimated_sales, estimate };
}

/** Another question is predicted anew; a figure of the client's is kept, and marked as such. */
function change(original, changes) {
  const changed = { ...original, ...changes, _updated: wholeSecond() };
  if (changes.category !== undefined) changed.category = changes.category.trim();
  if (changes.marketplace !== undefined) changed.marketplace = changes.marketplace.trim();
  const isSame = ['bestseller_rank', 'category', 'marketplace'].every((name) => changed[name] === original[name]);
  if (changes.estimated_sales !== undefined) changed.estimate = { basis: 'client' };
  else if (!isSame) Object.assign(changed, predict({ ...changed, estimated_sales: undefined }));
  changed._etag = hash('sha1', BSON.serialize(changed), 'hex');
  return changed;
}

function wholeSecond() {
  return new Date(Math.floor(Date.now() / 1000) * 1000);
}

function stamp(content) {
  const now = wholeSecond();
  const document = { _id: new ObjectId(), ...content, _updated: now, _created: now };
  document._etag = hash('sha1', BSON.serialize(document), 'hex');
  return document;
}

function represent(document) {
  return {
    _id: document._id.toHexString(),
    bestseller_rank: document.bestseller_rank,
    category: document.category,
    marketplace: document.marketplace,
    estimated_sales: document.estimated_sales,
    estimate: document.estimate,
    _updated: document._updated.toUTCString(),
    _created: document._created.toUTCString(),
    _etag: document._etag,
  };
}

function representWritten(document) {
  return {
    _id: document._id.toHexString(),
    _updated: document._updated.toUTCString(),
    _created: document._created.toUTCString(),
    _etag: document._etag,
    _links: { self: selfLink(document) },
    _status: 'OK',
  };
}

function selfLink({ _id }) {
  return { title: 'estimations', href: `estimations/${_id.toHexString()}` };
}

function pageLinks(page, maxResults, total) {
  const size = maxResults === DEFAULT_MAX_RESULTS ? [] : [`max_results=${maxResults}`];
  const linkTo = (target, title) => {
    const query = [...size, ...(target === 1 ? [] : [`page=${target}`])].join('&');
    return { title, href: query === '' ? 'estimations' : `estimations?${query}` };
  };
  return {
    parent: HOME_LINK,
    self: linkTo(page, 'estimations'),
    ...(page * maxResults < total && {
      next: linkTo(page + 1, 'next page'),
      last: linkTo(Math.ceil(total / maxResults), 'last page'),
    }),
    ...(page > 1 && { prev: linkTo(page - 1, 'previous page') }),
  };
}
