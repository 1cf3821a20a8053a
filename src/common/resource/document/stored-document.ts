/** The fields that the engine adds to every document; one that another program wrote may lack all but the id. */
interface ServerFields {
  /** An ObjectId, unless the class of the resource declares another type or another program chose one. */
  readonly _id: unknown;
  /** When the document was created, in whole seconds. */
  readonly _created?: Date;
  /** When it was last written, in whole seconds. */
  readonly _updated?: Date;
  /** Its entity tag: 40 hexadecimal digits. */
  readonly _etag?: string;
}

/** A document as MongoDB holds it. */
export type StoredDocument<T extends object = object> = T & ServerFields;
