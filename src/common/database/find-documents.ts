import { LOSSLESS_READING } from '../bson/lossless-reading.js';
import { unlessAway } from './unless-away.js';
import { readAtOnce, type FindCommand, type FoundIn } from './read-at-once.js';
import { readWithin } from './read-within.js';

/** The limits of a read. */
interface Bounds {
  readonly signal?: AbortSignal;
  /** As of `readWithin`. */
  readonly maxBytes: number;
}

/**
 * The documents that match, as bytes. So many as a page has are read at once; where that fails because the server was lost, or what
 * was found does not fit into one answer, a cursor of the driver reads them, which tries again by itself.
 */
export async function findDocuments(
  found: FoundIn,
  command: FindCommand,
  { maxBytes, ...ending }: Bounds,
): Promise<Buffer[]> {
  if (command.limit > 0) {
    const documents = await readAtOnce(found, command, ending).catch(unlessAway);
    if (documents) return documents;
  }
  const { filter, ...options } = command;
  return readWithin(found.collection.find(filter, { ...options, ...LOSSLESS_READING, ...ending }), maxBytes);
}
