import mongoose from 'mongoose';
import type { Modification } from '../bson/alteration.js';
import type { RawDocument } from './operation-options.js';

type Collection = mongoose.mongo.Collection<RawDocument>;
type Filter = Readonly<Record<string, unknown>>;

/** A member was to be set in what is no document any more. */
const PATH_NOT_VIABLE = 28;

/**
 * Modifies the one document that matches a filter, and does not any more then. Says whether there was one that still has the
 * sub-documents into which the modification reaches; throws where the database has dropped it.
 */
export async function modifyOne(
  collection: Collection,
  filter: Filter,
  modification: Modification,
  options: mongoose.mongo.UpdateOptions,
): Promise<boolean> {
  try {
    const { matchedCount, modifiedCount } = await send(collection, filter, modification, options);
    if (matchedCount === 1 && modifiedCount === 0)
      throw new Error(`The database dropped a change of a document in ${collection.collectionName}.`);
    return matchedCount === 1;
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError && error.code === PATH_NOT_VIABLE) return false;
    throw error;
  }
}

/** The driver writes maps as documents, which its types do not know. */
function send(
  collection: Collection,
  filter: Filter,
  modification: Modification,
  options: mongoose.mongo.UpdateOptions,
): Promise<mongoose.mongo.UpdateResult> {
  if ('replacement' in modification)
    return collection.replaceOne(filter, modification.replacement as unknown as RawDocument, options);
  const { set, removed } = modification;
  const update: object = {
    ...(set.size > 0 && { $set: set }),
    ...(removed.length > 0 && { $unset: new Map(removed.map((path) => [path, ''])) }),
  };
  return collection.updateOne(filter, update, options);
}
