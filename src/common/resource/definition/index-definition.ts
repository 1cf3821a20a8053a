import type mongoose from 'mongoose';

/** MongoDB's name of the order (1, -1) or the kind of an index key. */
export type IndexKind = 1 | -1 | 'text' | '2d' | '2dsphere' | 'hashed';

/** A field, dotted where it is in a sub-document, and how it is indexed. */
export type IndexKey = readonly [path: string, kind: IndexKind];

/** MongoDB's key document: its order counts. */
type KeyDocument = Readonly<Record<string, IndexKind>>;

/** MongoDB's options of an index, under MongoDB's names. */
export interface IndexOptions {
  readonly unique?: boolean;
  /** Leaves out documents that do not have the field. */
  readonly sparse?: boolean;
  readonly hidden?: boolean;
  /** MongoDB deletes a document so many seconds after the date in the field. */
  readonly expireAfterSeconds?: number;
  /** Leaves out documents that do not match. */
  readonly partialFilterExpression?: Readonly<Record<string, unknown>>;
  readonly collation?: mongoose.mongo.CollationOptions;
  readonly wildcardProjection?: Readonly<Record<string, unknown>>;
  readonly weights?: Readonly<Record<string, number>>;
  readonly default_language?: string;
  readonly language_override?: string;
  readonly textIndexVersion?: number;
  readonly '2dsphereIndexVersion'?: number;
  readonly bits?: number;
  readonly min?: number;
  readonly max?: number;
  readonly storageEngine?: Readonly<Record<string, unknown>>;
  /** Older servers only; newer ones ignore it. */
  readonly background?: boolean;
}

/** An index with a name or options. */
export interface IndexDefinition extends IndexOptions {
  /** Pairs where a path is a number, which an object would move to its front. */
  readonly keys: KeyDocument | readonly IndexKey[];
  /** MongoDB's own unless given: `title_1__id_1`. */
  readonly name?: string;
}

/** The declaration of one index; a key document alone is an index without options. */
export type IndexDeclaration = IndexDefinition | KeyDocument;
