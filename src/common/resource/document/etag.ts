import { hash } from 'node:crypto';
import mongoose from 'mongoose';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { isSubDocument } from '../../bson/is-sub-document.js';
import { toUnmarked } from '../../bson/to-unmarked.js';
import { writePlain } from '../../bson/write-plain.js';

/** The options that decide over the entity tags of a resource's documents. */
export type TagRules = Pick<ResourceDefinition, 'etagIgnoreFields'>;

/**
 * A strong entity tag: 40 hexadecimal digits, the SHA-1 of the document's BSON without the fields that do not count. A
 * changed document is hashed together with its previous tag, so that every write gives a new one.
 */
export function entityTag(document: object, { etagIgnoreFields }: TagRules): string {
  const counting = etagIgnoreFields.reduce((rest, path) => without(path.split('.'), rest), document);
  return hash('sha1', writePlain(counting) ?? mongoose.mongo.BSON.serialize(toUnmarked(counting)), 'hex');
}

/** The entity tag of a stored document: the one stored with it, or worked out where something else wrote the document. */
export function etagOf(document: Tagged, rules: TagRules): string {
  return hasTag(document) ? document._etag : entityTag(document, rules);
}

/** Whether a document was stored with a tag. */
export function hasTag<D extends Tagged>(document: D): document is D & { readonly _etag: string } {
  return typeof document._etag === 'string';
}

/** Whether a tag was given out for this state of a document, with or without embedded documents, in whatever format. */
export function isTagOf(tag: string, etag: string): boolean {
  return tag === etag || tag.startsWith(`${etag};`);
}

interface Tagged {
  readonly _etag?: unknown;
}

/** A document without what is at a path, in every element where there is a list. */
function without([name = '', ...inside]: readonly string[], document: object): object {
  const { [name]: found, ...others } = document as Readonly<Record<string, unknown>>; // any object is a record of its members
  if (found === undefined || inside.length === 0) return others;
  return { ...document, [name]: withoutInside(inside, found) };
}

function withoutInside(path: readonly string[], value: unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => withoutInside(path, element));
  return isSubDocument(value) ? without(path, value) : value;
}
