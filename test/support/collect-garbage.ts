import { Session } from 'node:inspector/promises';

/** What of the heap is in use after everything else was collected, in megabytes. */
export async function megabytesInUse(): Promise<number> {
  const session = new Session();
  session.connect();
  try {
    await session.post('HeapProfiler.collectGarbage');
  } finally {
    session.disconnect();
  }
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
