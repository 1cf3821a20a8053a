import { Load } from './load.mjs';

/** Rounds are short, so that noise hits all servers. */
const ROUND_SECONDS = 0.4;
/** A server that has answered nothing yet is not compiled yet. */
const COLD_SECONDS = 10;
const WARM_UP_SECONDS = 3;
const WARM_UP_PORTION_SECONDS = 1;

/** How many seconds routes take on one server when nothing goes wrong. */
export function secondsOf(routes, rounds) {
  const steps = routes.reduce((sum, { base }) => sum + (base ? 2 : 1), 0);
  return COLD_SECONDS + steps * (WARM_UP_SECONDS + rounds * ROUND_SECONDS);
}

/**
 * Measures one route on several servers in short rounds, one server after the other, the order turned round every time.
 *
 * @param contestants what is compared: `{ server, reset }`; `reset` brings its collection back to its first state
 * @param route `{ requestsFor, status, perRound, connections, base }`; `base` is a route that is measured beside it on the same server
 * @returns for each contestant its rounds: `{ requestsPerSecond, cpuMicroseconds, base }`, the latter two per request
 */
export async function measure(contestants, route, rounds) {
  for (const contestant of contestants) {
    if (route.base) await warmUp(contestant, route.base);
    await warmUp(contestant, route);
  }
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
  return { ...(await runRound(contestant, route, ROUND_SECONDS)), base: base?.cpuMicroseconds };
}

/** In portions, so that POST does not let its collection grow. */
async function warmUp(contestant, route) {
  const end = performance.now() + (contestant.isWarm ? WARM_UP_SECONDS : COLD_SECONDS) * 1000;
  while (performance.now() < end) await runRound(contestant, route, WARM_UP_PORTION_SECONDS);
  contestant.isWarm = true;
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
