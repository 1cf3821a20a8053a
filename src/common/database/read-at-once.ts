import type mongoose from 'mongoose';
import { LOSSLESS_READING } from '../bson/lossless-reading.js';
import { rawElements } from '../bson/raw-element.js';
import type { RawDocument } from './operation-options.js';
import type { Members } from '../values/members.js';

/** A query in the words of MongoDB's `find` command. */
export interface FindCommand {
  readonly filter: Members;
  readonly projection?: Members;
  readonly sort?: ReadonlyMap<string, 1 | -1>;
  readonly skip?: number;
  readonly limit: number;
  readonly batchSize?: number;
  readonly singleBatch?: boolean;
  readonly hint?: mongoose.mongo.Hint;
  readonly maxTimeMS: number;
}

/** Where to find it. */
export interface FoundIn {
  readonly db: mongoose.mongo.Db;
  readonly collection: mongoose.mongo.Collection<RawDocument>;
}

/**
 * The documents that a `find` gives in its first answer, as bytes: a quarter of what the driver does for a read is its cursor, which
 * such a read does not need. Undefined where the answer has not room for all. The driver does not try a command again by itself.
 */
export async function readAtOnce(
  { db, collection }: FoundIn,
  command: FindCommand,
  ending: { readonly signal?: AbortSignal },
): Promise<Buffer[] | undefined> {
  const { collectionName, readConcern, readPreference } = collection;
  const asked = { find: collectionName, ...command, ...(readConcern && { readConcern: readConcern.toJSON() }) };
  const options = { ...LOSSLESS_READING, ...ending, ...(readPreference && { readPreference }) };
  const answer: Members = await db.command(asked, options);
  const { documents, cursorId } = readCursor(answer['cursor'] as Buffer); // as `raw` gives sub-documents
  if (cursorId === 0n) return documents;
  await db.command({ killCursors: collectionName, cursors: [cursorId] }, options);
  return undefined;
}

function readCursor(cursor: Buffer): { readonly documents: Buffer[]; readonly cursorId: bigint } {
  const members = new Map(rawElements(cursor).map(({ name, bytes }) => [name, bytes]));
  const batch = members.get('firstBatch');
  const id = members.get('id');
  if (!batch || !id) throw new Error('The database answered a find with no cursor.');
  return { documents: rawElements(batch).map(({ bytes }) => bytes), cursorId: id.readBigInt64LE() };
}
