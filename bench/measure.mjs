import { Load } from './load.mjs';

/** Rounds are short, so that noise hits all servers. */
const ROUND_SECONDS = 0.4;
/** How long a server answers before it is measured, so that it is compiled: longer where it has answered nothing yet. */
const COLD_SECONDS = 12;
const WARM_SECONDS = 2.5;
const WARM_UP_PORTION_SECONDS = 0.5;

/** How many seconds routes take on one server when nothing goes wrong. */
export function secondsOf(routes, rounds) {
  const steps = routes.reduce((sum, { base }) => sum + (base ? 2 : 1), 0);
  return COLD_SECONDS + steps * (WARM_SECONDS + rounds * ROUND_SECONDS);
}

/**
 * Measures one route on several servers in short rounds, one server after the other, the order turned round every time.
 *
 * @param contestants what is compared: `{ server, reset }`; `reset` brings its collection back to its first state
 * @param route `{ requestsFor, status, perRound, connections, base }`; `base` is a route that is measured beside it on the same server
 * @returns for each contestant its rounds: `{ requestsPerSecond, cpuMicroseconds, base }`, the latter two per request
 */
export async function measure(contestants, route, rounds) {
  if (route.base) await warmUp(contestants, route.base);
  await warmUp(contestants, route);
  const results = contestants.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const order = contestants.map((_, index) => index);
    if (round % 2 === 1) order.reverse();
    for (const index of order) results[index].push(await measureRound(contestants[index], route));
  }
  return results;
}

async function measureRound(contestant, route) {
  const base = route.base && (await runRound(contestant, route.base, ROUND_SECONDS));
  const round = await runRound(contestant, route, ROUND_SECONDS);
  return { ...round, base: base?.cpuMicroseconds };
}

/**
 * In turn too, and in portions, so that POST does not let its collection grow: a server that waits for its turn must not think that
 * there is nothing to do, which is when Evenest collects its garbage, and V8 what it has compiled with it.
 */
async function warmUp(contestants, route) {
  const seconds = contestants.every(({ isWarm }) => isWarm) ? WARM_SECONDS : COLD_SECONDS;
  for (let done = 0; done < seconds; done += WARM_UP_PORTION_SECONDS)
    for (const contestant of contestants) await runRound(contestant, route, WARM_UP_PORTION_SECONDS);
  for (const contestant of contestants) contestant.isWarm = true;
}

/** Connections are made, and have carried a request each, before anything is measured. */
async function runRound(contestant, { requestsFor, status, perRound, connections }, seconds) {
  const { server, reset } = contestant;
  const load = await Load.open(server.port, { requests: await requestsFor(contestant), connections });
  try {
    await load.send({ total: connections, status });
    const before = await server.cpuMicroseconds();
    const done = await load.send({ total: perRound, seconds, status });
    const used = (await server.cpuMicroseconds()) - before;
    return { requestsPerSecond: done.sent / done.seconds, cpuMicroseconds: used / done.sent };
  } finally {
    load.close();
    await reset();
  }
}
