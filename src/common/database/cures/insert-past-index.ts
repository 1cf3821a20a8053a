import mongoose from 'mongoose';
import type { RawDocument, WriteOptions } from '../operation-options.js';

type Filter = Readonly<Record<string, unknown>>;
type Collection = mongoose.mongo.Collection<RawDocument>;

/**
 * Inserts documents that a unique index has rejected, all or none, where it may have done so for a value that no document has any
 * more. To an update it rejects only what is taken, and only outside transactions: so the documents come in without these values,
 * get them one by one, and are deleted again where one is taken. Throws error 11000 then.
 * @param insertAll inserts all or none
 */
export async function insertPastIndex(
  collection: Collection,
  documents: readonly RawDocument[],
  options: WriteOptions,
  insertAll: (documents: readonly RawDocument[]) => Promise<void>,
): Promise<void> {
  const unique = await uniqueKeys(collection);
  await insertAll(documents.map((document) => withoutUnique(document, unique)));
  try {
    await collection.bulkWrite(documents.map(toReplacement), options);
  } catch (error) {
    const written: Filter = { _id: { $in: documents.map(({ _id: id }) => id) } };
    await collection.deleteMany(written, options);
    throw error;
  }
}

interface UniqueKeys {
  readonly paths: readonly string[];
  /** Documents without any of them are in the index, too, and collide. */
  readonly isWhole: boolean;
}

async function uniqueKeys(collection: Collection): Promise<readonly UniqueKeys[]> {
  const indexes = await collection.indexes();
  return indexes
    .filter(({ unique }) => unique === true)
    .map(({ key, sparse }) => ({ paths: Object.keys(key), isWhole: sparse !== true }));
}

/** The document without the members that unique indexes look at; with one that is unlike all others where it would be missed. */
function withoutUnique(document: RawDocument, unique: readonly UniqueKeys[]): RawDocument {
  const { _id: id, ...members } = document;
  const looked = new Set(unique.flatMap(({ paths }) => paths.map((path) => path.split('.')[0])));
  const others = Object.entries(members).filter(([name]) => !looked.has(name));
  const placeholders = unique.filter(({ isWhole }) => isWhole).map(({ paths: [path = ''] }) => placeholderAt(path));
  return { _id: id, ...Object.assign({}, Object.fromEntries(others), ...placeholders) } as RawDocument; // `assign` of spread objects gives `any`
}

function placeholderAt(path: string): object {
  const names = path.split('.').filter((name) => !/^\d+$/.test(name));
  const value: unknown = new mongoose.mongo.ObjectId();
  return names.reduceRight((inner, name) => ({ [name]: inner }), value) as object; // a path has a name at least
}

function toReplacement({ _id: id, ...replacement }: RawDocument): mongoose.mongo.AnyBulkWriteOperation<RawDocument> {
  const filter: Filter = { _id: id };
  return { replaceOne: { filter, replacement } };
}
