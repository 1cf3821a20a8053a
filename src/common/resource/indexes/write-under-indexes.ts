import { setTimeout as wait } from 'node:timers/promises';
import type { CollectionIndexes } from './collection-indexes.js';

/** The indexes of a collection that a write depends on. */
export type GuardingIndexes = Pick<CollectionIndexes, 'areReady' | 'requireReady' | 'stillStand' | 'doubt'>;

/** A write, and how what it has written is taken back. */
interface Write<R> {
  readonly write: () => Promise<R>;
  readonly undo: () => Promise<unknown>;
}

/** How often a write is tried that met others like it while the indexes were away. */
const ATTEMPTS = 4;
const PAUSE_MS = 50;

/**
 * Writes, and acknowledges it only where the unique indexes were seen after it had begun. A collection may be dropped at any
 * time, and its indexes with it: then they are made again; where that cannot be, for instance because this very write has a value
 * twice, it is taken back and validated by them when they are there. Throws what the write throws, and `ServiceUnavailable`.
 */
export async function writeUnderIndexes<R>(indexes: GuardingIndexes, { write, undo }: Write<R>): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    if (!indexes.areReady) await indexes.requireReady();
    const [written, seen] = await Promise.allSettled([write(), indexes.stillStand()]);
    if (written.status === 'rejected') throw written.reason;
    if (seen.status === 'rejected') throw seen.reason;
    if (seen.value) return written.value;
    try {
      await indexes.requireReady();
      return written.value;
    } catch (error) {
      await undo();
      if (attempt === ATTEMPTS) throw error;
      await wait(PAUSE_MS * attempt);
      indexes.doubt();
    }
  }
}
