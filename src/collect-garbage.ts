import { Session } from 'node:inspector/promises';

/** Has V8 collect what nobody needs any more: the inspector is the one public way to ask for it without a flag of the command line. */
export async function collectGarbage(): Promise<void> {
  const session = new Session();
  session.connect();
  try {
    await session.post('HeapProfiler.collectGarbage');
  } finally {
    session.disconnect();
  }
}
