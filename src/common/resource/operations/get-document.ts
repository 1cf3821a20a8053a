import type mongoose from 'mongoose';
import { NotFound } from '../../errors/api-error.js';
import type { StoredDocument } from '../document/stored-document.js';
import { compileProjection } from '../query/compile-projection.js';
import type { ItemQuery } from '../query/list-query.js';
import type { ResourceContext } from './resource-context.js';
import { tagParts } from './tag-parts.js';

/** One document, or the part of it that was asked for. Throws `NotFound`. */
export async function getDocument<T extends object>(
  { store, queryTarget }: ResourceContext<T>,
  id: mongoose.Types.ObjectId,
  query: ItemQuery,
): Promise<StoredDocument<T>> {
  const projection = compileProjection(query.projection, queryTarget.settings);
  const document = await store.findById(id, projection);
  if (!document) throw new NotFound();
  if (!projection) return document;
  const [tagged = document] = await tagParts(store, [document]);
  return tagged;
}
