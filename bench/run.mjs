// `npm run bench`: Evenest against the same three routes written by hand, on one database, in one run. See README.md.
import { buildWhenStale } from '../scripts/build.mjs';
import { setup } from '../scripts/setup.mjs';

await setup();
await buildWhenStale();
// Only now: these need the dependencies and the built service.
const { requireSameAnswers } = await import('./check-answers.mjs');
const { startContestants } = await import('./contestants.mjs');
const { openBenchDatabase } = await import('./database.mjs');
const { measure } = await import('./measure.mjs');
const { printRatios } = await import('./print-ratios.mjs');
const { DOCUMENT, toRoutes } = await import('./routes.mjs');

const ROUNDS = 24;
const TIME_LIMIT_MS = 5 * 60_000;

const database = await openBenchDatabase();
try {
  const { contestants, ids, stop } = await startContestants(database);
  try {
    await Promise.race([compare(contestants, ids), interruption()]);
  } finally {
    await stop();
  }
} finally {
  await database.close();
}

async function compare(contestants, ids) {
  const [reference, ...subjects] = contestants;
  const paths = [`/estimations/${ids[7]}`, '/estimations', '/estimations?page=3&max_results=10'];
  for (const subject of subjects) await requireSameAnswers(subject, reference, { paths, document: DOCUMENT });
  for (const contestant of contestants) await contestant.reset();
  console.log(`\n${database.engine}, Node.js ${process.version}, ${ROUNDS} rounds; the answers are the same\n`);
  for (const route of toRoutes(ids)) printRatios(route, contestants, await measure(contestants, route, ROUNDS));
}

/** Fails when the run is broken off or takes too long, so that what it started is stopped in any case. */
function interruption() {
  return new Promise((_resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'])
      process.once(signal, () => reject(new Error(`broken off by ${signal}`)));
    setTimeout(() => reject(new Error('not done after 5 minutes')), TIME_LIMIT_MS).unref();
  });
}
