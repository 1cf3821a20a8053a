// `node bench/run-datasets.mjs [MEGABYTES]`: memory and time of a POST /datasets, of a CSV made on the fly, and how long reads wait beside it. See README.md.
import { request } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildWhenStale } from '../scripts/build.mjs';
import { setup } from '../scripts/setup.mjs';

await setup();
await buildWhenStale();
// Only now: these need the dependencies and the built service.
const { openBenchDatabase } = await import('./database.mjs');
const { StartedService } = await import('./started-service.mjs');

const megabytes = Number(process.argv[2] ?? 1024);
const ROWS_PER_PIECE = 2000;
const HEADER = 'id,price,quantity,ratio,category,city,comment,truth,gap,constant\n';

const database = await openBenchDatabase();
const service = await StartedService.start('dist/main.js', database.uri);
try {
  await post(1); // compiled code and pools
  const before = service.megabytes();
  const idle = await waitsWhile(sleep(3000));
  let peak = before;
  const watch = setInterval(() => (peak = Math.max(peak, service.megabytes())), 100);
  const begun = performance.now();
  const sent = post(megabytes);
  const busy = await waitsWhile(sent);
  const seconds = (performance.now() - begun) / 1000;
  clearInterval(watch);
  const { status, rows, sizeOfAnswer, kinds } = await sent;
  console.log(
    `${megabytes} MB, ${rows} rows: ${status} after ${seconds.toFixed(1)} s, ${(megabytes / seconds).toFixed(1)} MB/s`,
  );
  console.log(
    `RSS ${before} MB before, ${peak} MB at the most: +${peak - before} MB; an answer of ${sizeOfAnswer} bytes`,
  );
  console.log(`GET /estimations waits, idle: ${idle}; beside the upload: ${busy}`);
  console.log(kinds);
} finally {
  await service.stop();
  await database.close();
}

/** A CSV of so many megabytes, written as fast as it is read. */
async function post(size) {
  const sending = request(`${service.url}/datasets?name=bench`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
  });
  const answered = once(sending, 'response');
  sending.write(HEADER);
  let rows = 0;
  for (let left = size * 2 ** 20; left > 0;) {
    const piece = Buffer.from(makeRows(rows));
    rows += ROWS_PER_PIECE;
    left -= piece.length;
    if (!sending.write(piece)) await once(sending, 'drain');
  }
  sending.end();
  const [response] = await answered;
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const { columns = [] } = JSON.parse(text);
  const kinds = columns.map(
    ({ name, kind, quantiles, distinct_values }) => `${name} ${kind} ${quantiles ?? ''} ${distinct_values}`,
  );
  return { status: response.statusCode, rows, sizeOfAnswer: text.length, kinds: kinds.join('; ') };
}

function makeRows(first) {
  let text = '';
  for (let row = first; row < first + ROWS_PER_PIECE; row++) {
    const price = (((row * 7919) % 1_000_003) / 100).toFixed(2);
    const ratio = Math.sin(row).toFixed(6);
    const gap = row % 7 === 0 ? 'NA' : row % 1000;
    text += `${row},${price},${row % 50},${ratio},cat${row % 12},city ${row % 30_000},"a comment, ${row % 900_000}",${row % 3 === 0},${gap},1\n`;
  }
  return text;
}

/** How long a read waits, one after the other while something lasts: median and 99th percentile in milliseconds. */
async function waitsWhile(lasting) {
  let isOver = false;
  const over = lasting.finally(() => (isOver = true));
  const waits = [];
  while (!isOver) {
    const begun = performance.now();
    await (await fetch(`${service.url}/estimations`)).arrayBuffer();
    waits.push(performance.now() - begun);
    await sleep(10);
  }
  await over;
  waits.sort((one, other) => one - other);
  return ['median', 'p99']
    .map((name, i) => `${name} ${waits[Math.floor(waits.length * [0.5, 0.99][i])].toFixed(1)} ms`)
    .join(', ');
}
