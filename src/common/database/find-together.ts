import type mongoose from 'mongoose';
import { MemberIndex } from '../bson/member-index.js';
import { readAtOnce, type FindCommand, type FoundIn } from './read-at-once.js';
import { unlessAway } from './unless-away.js';

const ID = new MemberIndex(['_id']);

/** Documents by the digits of their ids. */
export type DocumentsById = ReadonlyMap<string, Buffer>;

/**
 * The documents of these ids, as bytes. Undefined where the server was lost, or they have not room in one answer: then each is to be
 * read for itself.
 */
export async function findTogether(
  found: FoundIn,
  ids: readonly mongoose.mongo.ObjectId[],
  options: Pick<FindCommand, 'hint' | 'maxTimeMS'>,
): Promise<DocumentsById | undefined> {
  const filter = { _id: { $in: ids } };
  const command = { filter, ...options, limit: ids.length, batchSize: ids.length + 1 };
  const documents = await readAtOnce(found, command, {}).catch(unlessAway);
  return documents && new Map(documents.map((bytes) => [idOf(bytes), bytes]));
}

function idOf(document: Buffer): string {
  const [at = 0] = ID.locate(document, { withOthers: false }).at;
  return document.toString('hex', at, at + 12);
}
