import { join } from 'node:path';

/** Lets worker threads run sources as they are: a thread loads its modules by itself, past jest. */
export const THREAD_FLAGS: readonly string[] = ['--import', join(import.meta.dirname, 'register-typescript.mjs')];
