import { collectGarbage } from '../../src/collect-garbage.js';

/** What of the heap is in use after everything else was collected, in megabytes. */
export async function megabytesInUse(): Promise<number> {
  await collectGarbage();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
