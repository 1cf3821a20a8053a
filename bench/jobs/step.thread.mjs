import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** Takes a while; what comes out of two attempts is never the same. */
export default async function step({ number, ms }, { signal, report }) {
  report(0.5);
  await wait(ms, undefined, { signal });
  return { number, nonce: randomUUID() };
}
