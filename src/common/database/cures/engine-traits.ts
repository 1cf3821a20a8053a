/** The traits of an engine, each by its meaning for an answer: see docs/decisions/0005. */
export interface EngineTraits {
  /** An index never changes which documents match. */
  readonly trustsIndexes: boolean;
  /** A unique index forgets a value once its document has another one. */
  readonly freesUniqueValues: boolean;
  /** A unique value is never given to two documents by a transaction and another write at the same time. */
  readonly keepsUniqueInTransactions: boolean;
  /** The nearest comes first. */
  readonly sortsByDistance: boolean;
  /** The edges of an area are the shortest ways on the globe, also across the 180th meridian. */
  readonly measuresOnGlobe: boolean;
  /** Documents that are read in no order come as they were inserted, whatever happened to them since. */
  readonly keepsInsertionOrder: boolean;
  /** Sub-documents are sorted by the types of their members first, and a member that elements of a list lack is null. */
  readonly sortsSubDocuments: boolean;
  /** A unique index compares by its collation. */
  readonly collatesUnique: boolean;
  /** An index that expires documents spares those outside its filter. */
  readonly expiresByFilter: boolean;
  /** A read ends when its connection is dropped. */
  readonly endsAbandonedReads: boolean;
}

/** MongoDB's own. */
export const SOUND_ENGINE: EngineTraits = {
  trustsIndexes: true,
  freesUniqueValues: true,
  keepsUniqueInTransactions: true,
  sortsByDistance: true,
  measuresOnGlobe: true,
  keepsInsertionOrder: false,
  sortsSubDocuments: true,
  collatesUnique: true,
  expiresByFilter: true,
  endsAbandonedReads: true,
};

/** Those of SecantusDB 0.6.0b17. */
export const DEVELOPMENT_ENGINE: EngineTraits = {
  trustsIndexes: false,
  freesUniqueValues: false,
  keepsUniqueInTransactions: false,
  sortsByDistance: false,
  measuresOnGlobe: false,
  keepsInsertionOrder: true,
  sortsSubDocuments: false,
  collatesUnique: false,
  expiresByFilter: false,
  endsAbandonedReads: false,
};
