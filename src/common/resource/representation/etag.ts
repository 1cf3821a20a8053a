import { hash } from 'node:crypto';
import mongoose from 'mongoose';

/**
 * A strong entity tag: 40 hexadecimal digits, the SHA-1 of the document's BSON. A changed document is hashed together
 * with its previous tag, so that every write gives a new one.
 */
export function entityTag(document: object): string {
  return hash('sha1', mongoose.mongo.BSON.serialize(document), 'hex');
}

/** The entity tag of a stored document: the one stored with it, or worked out where something else wrote the document. */
export function etagOf(document: Tagged): string {
  return hasTag(document) ? document._etag : entityTag(document);
}

/** Whether a document was stored with a tag. */
export function hasTag<D extends Tagged>(document: D): document is D & { readonly _etag: string } {
  return typeof document._etag === 'string';
}

interface Tagged {
  readonly _etag?: unknown;
}
