import type mongoose from 'mongoose';

/** A document as MongoDB holds it. */
export type RawDocument = Readonly<Record<string, unknown>> & { readonly _id: unknown };

/** How long the database may work on a read, in milliseconds; as long as the server lets it where nothing is said. */
export interface ReadOptions {
  readonly maxTimeMS?: number;
}

/** Which comes first; `stable` is any order that is the same from page to page. */
export type Order = readonly (readonly [path: string, direction: 1 | -1])[] | 'stable';

/** The documents to read, and their order. */
export interface FindOptions extends ReadOptions {
  readonly projection?: Readonly<Record<string, unknown>>;
  readonly sort?: Order;
  readonly skip?: number;
  /** 0 reads all. */
  readonly limit?: number;
  readonly batchSize?: number;
  /** Most bytes to read, and one batch more; `ReadTooLarge` beyond. */
  readonly maxBytes?: number;
}

/** The write concern. */
export type WriteOptions = Readonly<Pick<mongoose.mongo.TransactionOptions, 'writeConcern'>>;
