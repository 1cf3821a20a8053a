// `node bench/run-hostile.mjs [KIND …]`: what a body of each hostile kind costs at three sizes, and what many of them leave behind. See README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildWhenStale } from '../scripts/build.mjs';
import { setup } from '../scripts/setup.mjs';

await setup();
await buildWhenStale();
// Only now: these need the dependencies and the built service.
const { openBenchDatabase } = await import('./database.mjs');
const { bodyOf, DOMAIN, KINDS: ALL_KINDS } = await import('./hostile-bodies.mjs');
const { ServerProcess } = await import('./server-process.mjs');

const wanted = process.argv.slice(2);
const KINDS = Object.fromEntries(
  Object.entries(ALL_KINDS).filter(([name]) => wanted.length === 0 || wanted.includes(name)),
);
const SIZES = [64, 256, 1024];
const ROUNDS = 3;
const CONNECTIONS = 64;
const MOST_RATIO = 5;
const MOST_MS = 300;
const MOST_GROWTH_MB = 150;

const database = await openBenchDatabase();
const directory = mkdtempSync(join(tmpdir(), 'evenest-bench-'));
const domainFile = join(directory, 'domain.json');
writeFileSync(domainFile, JSON.stringify(DOMAIN));
try {
  const server = await ServerProcess.start('dist/main.js', {
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    MONGO_URI: database.uri,
    DOMAIN_FILE: domainFile,
    BODY_LIMIT: String(1100 * 1024),
  });
  try {
    await warmUp(server);
    await compareSizes(server);
    await compareMemory(server);
  } finally {
    await server.stop();
  }
} finally {
  rmSync(directory, { recursive: true });
  await database.close();
}

async function warmUp(server) {
  for (const kind of Object.values(KINDS)) for (let n = 0; n < 5; n++) await send(server, kind, bodyOf(kind, 4096));
}

async function compareSizes(server) {
  console.log(
    `\nCPU of the service, least of ${ROUNDS}; ratio for four times the size, at most ${MOST_RATIO}; 1 MB at most ${MOST_MS} ms\n`,
  );
  console.log(`${'body'.padEnd(36)} status ${SIZES.map((size) => `${size} kB`.padStart(10)).join('')}  ratios`);
  for (const [name, kind] of Object.entries(KINDS)) {
    const costs = [];
    let status;
    for (const size of SIZES) {
      const body = bodyOf(kind, size * 1024);
      const rounds = [];
      for (let round = 0; round < ROUNDS; round++) {
        const before = await server.cpuMicroseconds();
        status = await send(server, kind, body);
        rounds.push(((await server.cpuMicroseconds()) - before) / 1000);
      }
      costs.push(Math.min(...rounds));
    }
    const ratios = costs.slice(1).map((cost, index) => cost / costs[index]);
    const isRight = ratios.every((ratio) => ratio <= MOST_RATIO) && costs.at(-1) <= MOST_MS;
    const figures = costs.map((cost) => `${cost.toFixed(1)} ms`.padStart(10)).join('');
    console.log(
      `${name.padEnd(36)} ${status}   ${figures}  ${ratios.map((ratio) => ratio.toFixed(1)).join(' ')}${isRight ? '' : '  MISSED'}`,
    );
  }
}

async function compareMemory(server) {
  console.log(
    `\nMemory after ${CONNECTIONS} connections with 1 MB each, 30 s later, at most ${MOST_GROWTH_MB} MB more\n`,
  );
  const start = residentMegabytes(server);
  for (const [name, kind] of Object.entries(KINDS)) {
    const body = bodyOf(kind, 1024 * 1024);
    const statuses = await Promise.all(Array.from({ length: CONNECTIONS }, () => send(server, kind, body)));
    console.log(`${name.padEnd(36)} ${[...new Set(statuses)].join()}  ${residentMegabytes(server) - start} MB`);
  }
  await sleep(30_000);
  const growth = residentMegabytes(server) - start;
  console.log(`\n${start} MB at the start, ${growth} MB more at the end${growth <= MOST_GROWTH_MB ? '' : '  MISSED'}`);
}

async function send(server, { path, type = 'application/json' }, body) {
  const response = await fetch(server.url + path, { method: 'POST', body, headers: { 'content-type': type } });
  await response.arrayBuffer();
  return response.status;
}

function residentMegabytes({ pid }) {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Math.round(Number(kilobytes) / 1024);
}
