import { setTimeout as delay } from 'node:timers/promises';

/** Asks again and again until the answer is the one awaited; gives that answer, or fails after 30 seconds. */
export async function eventually<T>(ask: () => T | Promise<T>, isAwaited: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (isAwaited(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`It did not come to what was awaited; last: ${JSON.stringify(answer)}`);
    await delay(20);
  }
}
