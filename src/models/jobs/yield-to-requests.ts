import { setPriority } from 'node:os';

/** The least there is, as `nice` has it. */
const LOW = 19;

/**
 * Lets this thread compute only when the threads that answer requests do not. On Linux a priority belongs to a thread (setpriority(2)); elsewhere it
 * is that of the whole process, and stays.
 */
export function yieldToRequests(): void {
  if (process.platform === 'linux') setPriority(0, LOW);
}
