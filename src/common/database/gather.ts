import DataLoader from 'dataloader';

/** Most that is asked at once: a document may have 16 MB. */
const MOST = 32;

/** The outcome for one of several requests that are sent together. */
export type Gathered<K, V> = (keys: readonly K[]) => Promise<readonly V[]>;

/**
 * Gathers what is asked for within one turn of the event loop, by whichever requests, and asks for all of it at once: a command costs more
 * than what is in it. Nothing waits for another turn, and nothing is kept.
 *
 * @param askAll answers each key at its place
 */
export function gather<K, V>(askAll: Gathered<K, V>): (key: K) => Promise<V> {
  const loader = new DataLoader<K, V>(askAll, { cache: false, maxBatchSize: MOST, batchScheduleFn: setImmediate });
  return (key) => loader.load(key);
}
