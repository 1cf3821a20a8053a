// `npm run bench`: Evenest against the same routes written by hand, on one database, in one run. See README.md.
import { buildWhenStale } from '../scripts/build.mjs';
import { setup } from '../scripts/setup.mjs';
import { readOptions } from './options.mjs';
import { toRoutes } from './routes.mjs';

const options = readOptions(toRoutes([]).map(({ name }) => name));
await setup();
await buildWhenStale();
// Only now: these need the dependencies and the built service.
const { requireSameAnswers } = await import('./check-answers.mjs');
const { startContestants } = await import('./contestants.mjs');
const { openBenchDatabase } = await import('./database.mjs');
const { toMarkdown, writeToReadme } = await import('./markdown.mjs');
const { measure, secondsOf } = await import('./measure.mjs');
const { checkPeer } = await import('./peers/check-peer.mjs');
const { printRatios } = await import('./print-ratios.mjs');
const { CHECKED_PAGES, DOCUMENT } = await import('./routes.mjs');

/** What other work on the machine may make of the time that a run takes. */
const PATIENCE = 3;
const STARTING_SECONDS = 60;

const database = await openBenchDatabase();
try {
  const { contestants, ids, stop } = await startContestants(database, options);
  try {
    const routes = toRoutes(ids).filter(({ name }) => options.routes.includes(name));
    const seconds = secondsOf(routes, options.rounds) * contestants.length;
    await Promise.race([compare(contestants, { routes, ids }), interruption(STARTING_SECONDS + seconds * PATIENCE)]);
  } finally {
    await stop();
  }
} finally {
  await database.close();
}

async function compare(contestants, { routes, ids }) {
  const { rounds } = options;
  await checkAnswers(contestants, ids);
  console.log(`\n${database.engine}, Node.js ${process.version}, ${rounds} rounds; less CPU per request is better\n`);
  const measured = [];
  for (const route of routes) {
    const able = contestants.filter(({ lacks = [] }) => !lacks.includes(route.name));
    const results = await measure(able, route, rounds);
    printRatios(route, able, results);
    measured.push({ route, contestants: able, results });
  }
  if (options.markdown) await tell(toMarkdown(measured, contestants, { engine: database.engine, rounds }), contestants);
}

/** Only what is whole belongs into the README. */
async function tell(table, contestants) {
  console.log(`\n${table}`);
  const isWhole = options.routes.length === toRoutes([]).length && contestants.some(({ isPeer }) => isPeer);
  if (isWhole) await writeToReadme(table);
}

/** Another build may answer otherwise: that is told, and it is measured. */
async function checkAnswers([reference, ...subjects], ids) {
  const paths = [`/estimations/${ids[7]}`, ...CHECKED_PAGES];
  for (const subject of subjects)
    try {
      if (subject.isPeer) await checkPeer(subject, reference, { ids, document: DOCUMENT });
      else await requireSameAnswers(subject, reference, { paths, id: ids[7], document: DOCUMENT });
    } catch (error) {
      if (!subject.isOtherBuild) throw error;
      console.error(`${subject.name} answers otherwise: ${error.message}`);
    } finally {
      for (const { reset } of [reference, subject]) await reset();
    }
}

/** Fails when the run is broken off or takes too long, so that what it started is stopped in any case. */
function interruption(seconds) {
  return new Promise((_resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'])
      process.once(signal, () => reject(new Error(`broken off by ${signal}`)));
    setTimeout(() => reject(new Error(`not done after ${seconds.toFixed(0)} seconds`)), seconds * 1000).unref();
  });
}
