import mongoose from 'mongoose';
import { toUnmarked } from '../../bson/to-unmarked.js';
import { readDocument } from '../../bson/lossless-reading.js';
import type { FindOptions, RawDocument } from '../operation-options.js';
import { distanceTo, type NearCondition } from './distance-to.js';

type Collection = mongoose.mongo.Collection<RawDocument>;
type Filter = Readonly<Record<string, unknown>>;

/** The point and path of a filter for the nearest, if it is one: the test stands alone or in a conjunction. */
export function nearIn(filter: Filter): NearCondition | undefined {
  for (const [name, condition] of Object.entries(filter)) {
    const parts: readonly Filter[] = name === '$and' && Array.isArray(condition) ? condition : [];
    const inside = parts.map(nearIn).find((near) => near !== undefined);
    if (inside) return inside;
    if (typeof condition !== 'object' || condition === null) continue;
    const { $near, $nearSphere } = condition as Filter; // an object is a record of its members
    const point = $near ?? $nearSphere;
    if (point !== undefined) return { path: name, point, isFlat: Array.isArray($near) };
  }
  return undefined;
}

/** One page of the documents that a filter with `$near` finds, the nearest first: the engine finds the right ones in no order. */
export async function findNearest(
  collection: Collection,
  filter: Filter,
  near: NearCondition,
  { projection, skip = 0, limit = 0, ...options }: Omit<FindOptions, 'sort'>,
): Promise<Buffer[]> {
  const cursor = collection.find(filter, { ...options, projection: { [near.path]: 1 } });
  const found = (await cursor.toArray()).map((bytes) => {
    const document = readDocument(bytes);
    return { id: document._id, far: distanceTo(document, near) };
  });
  found.sort((one, other) => one.far - other.far || 0); // of two that are nowhere the difference is NaN
  const page = found.slice(skip, limit === 0 ? undefined : skip + limit).map(({ id }) => id);
  const onPage: Filter = { _id: { $in: toUnmarked(page) } };
  const read = collection.find(onPage, {
    ...options,
    ...(projection && { projection }),
  });
  const documents = new Map(
    ((await read.toArray()) as object[] as Buffer[]) // what `raw` gives
      .map((bytes) => [keyOf(readDocument(bytes)._id), bytes]),
  );
  return page.map((id) => documents.get(keyOf(id))).filter((document) => document !== undefined);
}

function keyOf(id: unknown): string {
  return Buffer.from(mongoose.mongo.BSON.serialize(toUnmarked({ id }))).toString('base64');
}
