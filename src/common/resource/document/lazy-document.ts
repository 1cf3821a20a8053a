import type { MemberIndex, MemberPlaces } from '../../bson/member-index.js';
import type { StoredDocument } from './stored-document.js';

/** A document as it was read: its bytes, of which a document is made when somebody needs one. */
export class LazyDocument<T extends object = object> {
  private decoded: StoredDocument<T> | undefined;
  private places: MemberPlaces | undefined;

  /** @param decode makes the document of the bytes */
  constructor(
    readonly bytes: Buffer,
    private readonly decode: (bytes: Buffer) => StoredDocument<T>,
  ) {}

  get document(): StoredDocument<T> {
    return (this.decoded ??= this.decode(this.bytes));
  }

  /** Where its members are by the one index that is asked for all its life. */
  locate(index: MemberIndex, options: { readonly withOthers: boolean }): MemberPlaces {
    return (this.places ??= index.locate(this.bytes, options));
  }
}

/** A document that is to be shown: as it was read, where nothing was done with it. */
export type ShownDocument<T extends object = object> = LazyDocument<T> | StoredDocument<T>;

/** The type that the bytes have, where there are only these. */
export function documentOf<T extends object>(shown: ShownDocument<T>): StoredDocument<T> {
  return shown instanceof LazyDocument ? shown.document : shown;
}

/** Whether all documents are as they were read. */
export function areLazy(shown: readonly ShownDocument[]): shown is readonly LazyDocument[] {
  return shown.every((one) => one instanceof LazyDocument);
}
