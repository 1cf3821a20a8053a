import { sendLoad } from './load.mjs';

/** Requests in flight at any time. */
const CONNECTIONS = 16;

/**
 * Measures one route on several servers in short rounds, one server after the other, the order turned round every time.
 *
 * @param contestants what is compared: `{ server, reset }`; `reset` brings its collection back to its first state
 * @param route `{ requests, status, perRound, warmUp }`
 * @returns for each contestant its rounds: `{ requestsPerSecond, cpuMicroseconds }`, the latter per request
 */
export async function measure(contestants, route, rounds) {
  for (const contestant of contestants) await warmUp(contestant, route);
  const results = contestants.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const order = contestants.map((_, index) => index);
    if (round % 2 === 1) order.reverse();
    for (const index of order) results[index].push(await runRound(contestants[index], route, route.perRound));
  }
  return results;
}

/** In portions, so that POST does not let its collection grow. */
async function warmUp(contestant, route) {
  for (let done = 0; done < route.warmUp; done += route.perRound) await runRound(contestant, route, route.perRound);
}

async function runRound({ server, reset }, { requests, status }, total) {
  const before = await server.cpuMicroseconds();
  const seconds = await sendLoad({ port: server.port, requests, total, connections: CONNECTIONS, status });
  const used = (await server.cpuMicroseconds()) - before;
  await reset();
  return { requestsPerSecond: total / seconds, cpuMicroseconds: used / total };
}
