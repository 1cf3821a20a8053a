import { setTimeout as sleep } from 'node:timers/promises';
import { IdleMemory } from './idle-memory.js';

const MANY = 2_000_000;

function heapMegabytes(): number {
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

/** Makes some 150 MB that nobody needs afterwards, all of it at the same time. */
function litter(): number {
  const things = Array.from({ length: MANY }, (_, n) => ({ n, text: `thing ${n}` }));
  return things.length;
}

describe('the memory of an idle process', () => {
  it('is given back', async () => {
    const memory = IdleMemory.watch(50);
    try {
      const before = heapMegabytes();
      litter();
      const littered = heapMegabytes();
      for (let n = 0; n < 100 && heapMegabytes() > before + 20; n += 1) await sleep(100);
      expect([littered > before + 60, heapMegabytes() < before + 20]).toEqual([true, true]);
    } finally {
      memory.end();
    }
  });
});
