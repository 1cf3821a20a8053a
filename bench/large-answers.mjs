// `node bench/large-answers.mjs`, by hand: ten requests at once for one 40 kB document embedded 9,999 times; prints what they answer and how the process grows.
import mongoose from 'mongoose';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBenchDatabase } from './database.mjs';
import { ServerProcess } from './server-process.mjs';

const MAIN = new URL('../dist/main.js', import.meta.url).pathname;
const AT_ONCE = 10;
const toNotes = { type: 'objectid', data_relation: { resource: 'notes', embeddable: true } };
const schema = { text: { type: 'string' }, friends: { type: 'list', schema: toNotes } };
const domainFile = join(tmpdir(), `large-answers-${process.pid}.json`);
writeFileSync(domainFile, JSON.stringify({ DOMAIN: { notes: { schema } } }));

const database = await openBenchDatabase();
try {
  const server = await ServerProcess.start(MAIN, {
    MONGO_URI: database.uri,
    DOMAIN_FILE: domainFile,
    LOG_LEVEL: 'silent',
  });
  try {
    const [one, many, listed] = Array.from({ length: 3 }, () => new mongoose.mongo.ObjectId());
    const notes = database.db.collection('notes');
    await notes.insertMany([
      { _id: one, text: 'x'.repeat(40_000) },
      { _id: many, friends: Array(9_999).fill(one) },
      { _id: listed, friends: Array(300).fill(one) },
    ]);
    for (let count = 0; count < 24; count += 1) await notes.insertOne({ text: 'y'.repeat(1_000_000) });
    const embedded = encodeURIComponent('{"friends":1}');
    for (const path of [`/notes/${many}?embedded=${embedded}`, `/notes/${listed}?embedded=${embedded}`, '/notes'])
      await report(server, path);
  } finally {
    await server.stop();
  }
} finally {
  rmSync(domainFile);
  await database.close();
}

async function report(server, path) {
  const before = megabytes(server, 'VmRSS');
  const start = performance.now();
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      const answer = await fetch(server.url + path);
      return `${answer.status} ${(await answer.arrayBuffer()).byteLength}`;
    }),
  );
  const milliseconds = Math.round(performance.now() - start);
  console.log(
    path.slice(0, 30),
    [...new Set(answers)],
    `${milliseconds} ms`,
    `RSS ${before} → peak ${megabytes(server, 'VmHWM')} MB`,
  );
}

/** Of the memory of a process, as Linux tells it. */
function megabytes(server, line) {
  const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${line}:\\s+(\\d+)`).exec(status)[1]) / 1024);
}
