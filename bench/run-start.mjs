// `node bench/run-start.mjs [main.js of another build]`, by hand: how long a start takes and how much memory the service needs. See README.md.
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildWhenStale } from '../scripts/build.mjs';
import { setup } from '../scripts/setup.mjs';
import { Load, toWire } from './load.mjs';
import { StartedService } from './started-service.mjs';

await setup();
await buildWhenStale();
// Only now: it needs the dependencies and the built service.
const { openBenchDatabase } = await import('./database.mjs');

const THIS = new URL('../dist/main.js', import.meta.url).pathname;
const { ROUNDS = '9', LOAD_SECONDS = '60' } = process.env;
const REST_MS = 12_000;
const DOCUMENT = { bestseller_rank: 48, category: 'Home & Kitchen' };
const builds = [THIS, ...process.argv.slice(2).map((path) => resolve(path))];

const database = await openBenchDatabase();
try {
  await fill();
  console.log(`\n${database.engine}, Node.js ${process.version}\n`);
  const starts = await measureStarts();
  for (const unit of ['wall', 'cpu'])
    print(
      `start, ${unit} ms`,
      starts.map((own) => own.map((start) => start[unit])),
    );
  const memories = [];
  for (const build of builds) memories.push(await measureMemory(build));
  for (const when of Object.keys(memories[0]))
    print(
      `RSS ${when}, MB`,
      memories.map((memory) => [memory[when]]),
    );
} finally {
  await database.close();
}

/** Two hundred documents, by the service itself. */
async function fill() {
  const server = await StartedService.start(THIS, database.uri);
  const requests = [toWire('POST', '/estimations', { body: DOCUMENT })];
  await send(server.port, { requests, connections: 8, total: 200, status: 201 }).finally(() => server.stop());
}

/** Every build in turn, in each round; the order turns round each time. */
async function measureStarts() {
  const starts = builds.map(() => []);
  for (let round = 0; round < Number(ROUNDS); round += 1) {
    const order = round % 2 === 0 ? [...builds.keys()] : [...builds.keys()].reverse();
    for (const index of order) {
      const server = await StartedService.start(builds[index], database.uri);
      starts[index].push(server.started);
      await server.stop();
    }
  }
  return starts;
}

async function measureMemory(build) {
  const server = await StartedService.start(build, database.uri);
  try {
    await sleep(REST_MS);
    const rest = server.megabytes();
    await load(server);
    const loaded = server.megabytes();
    await sleep(2 * REST_MS);
    const settled = server.megabytes();
    const share = (value) => Math.round((value / rest) * 100) / 100;
    return { rest, loaded, settled, 'loaded / rest': share(loaded), 'settled / rest': share(settled) };
  } finally {
    await server.stop();
  }
}

/** 64 connections, a quarter each: a document, a page, a document that is known, and now and then a new one. */
async function load({ port, url }) {
  const { _items: items } = await (await fetch(`${url}/estimations`)).json();
  const known = items.map(({ _id, _etag }) =>
    Buffer.from(`GET /estimations/${_id} HTTP/1.1\r\nHost: 127.0.0.1\r\nIf-None-Match: "${_etag}"\r\n\r\n`),
  );
  const kinds = [
    { requests: items.map(({ _id }) => toWire('GET', `/estimations/${_id}`)), status: 200 },
    { requests: [1, 2, 3].map((page) => toWire('GET', `/estimations?page=${page}`)), status: 200 },
    { requests: known, status: 304 },
    { requests: [toWire('POST', '/estimations', { body: DOCUMENT })], status: 201 },
  ];
  const seconds = Number(LOAD_SECONDS);
  await Promise.all(kinds.map((kind) => send(port, { ...kind, connections: 16, total: Infinity, seconds })));
}

async function send(port, { requests, connections, ...plan }) {
  const load = await Load.open(port, { requests, connections });
  await load.send(plan).finally(() => load.close());
}

function print(name, [own, ...others]) {
  const ratios = others.map((other) => `other ${median(other)}, ratio ${(median(own) / median(other)).toFixed(2)}`);
  console.log([name.padEnd(22), String(median(own)).padStart(6), ...ratios].join('  '));
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
