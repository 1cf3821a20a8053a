import { SeenHashes } from './seen-hashes.js';
import { valueLength } from './value-length.js';

const LENGTH = 4;

/** Where values begin in the bytes of a document, and of which type they are. */
export interface MemberPlaces {
  /** For each name of the index the place of its value; 0 where the document has no such member. */
  readonly at: readonly number[];
  /** A number of `BSONType` for each name. */
  readonly types: readonly number[];
  /** Where the other members begin, their types first; empty unless they were asked for, undefined where two of them may have one name. */
  readonly others: readonly number[] | undefined;
}

interface Name {
  readonly bytes: Buffer;
  readonly slot: number;
}

/** Finds members of documents by their names, all in one pass over the bytes. */
export class MemberIndex {
  private readonly byHash = new Map<number, Name[]>();
  private readonly size: number;

  /** @param names those of the members, each once */
  constructor(names: readonly string[]) {
    this.size = names.length;
    for (const [slot, name] of names.entries()) {
      const bytes = Buffer.from(name);
      const hash = bytes.reduce(nextHash, 0);
      this.byHash.set(hash, [...(this.byHash.get(hash) ?? []), { bytes, slot }]);
    }
  }

  /** Of two members of one name the last one counts. */
  locate(document: Buffer, { withOthers }: { readonly withOthers: boolean }): MemberPlaces {
    const at: number[] = new Array<number>(this.size).fill(0);
    const types: number[] = new Array<number>(this.size).fill(0);
    const others: number[] = [];
    const names = new SeenHashes();
    let hasDuplicates = false;
    let place = LENGTH;
    for (let type = document[place]; type; type = document[place]) {
      const start = place + 1;
      let end = start;
      let hash = 0;
      for (let byte = document[end]; byte; byte = document[end]) {
        hash = nextHash(hash, byte);
        end += 1;
      }
      const slot = this.slotOf(hash, document, start, end);
      if (slot !== undefined) {
        at[slot] = end + 1;
        types[slot] = type;
      } else if (withOthers) {
        others.push(place);
        hasDuplicates ||= !names.add(hash);
      }
      place = end + 1 + valueLength(document, type, end + 1);
    }
    return { at, types, others: hasDuplicates ? undefined : others };
  }

  private slotOf(hash: number, document: Buffer, start: number, end: number): number | undefined {
    const names = this.byHash.get(hash);
    if (!names) return undefined;
    for (const { bytes, slot } of names) if (isSame(bytes, document, start, end)) return slot;
    return undefined;
  }
}

function nextHash(hash: number, byte: number): number {
  return (hash * 31 + byte) | 0;
}

function isSame(name: Buffer, document: Buffer, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let at = 0; at < name.length; at += 1) if (name[at] !== document[start + at]) return false;
  return true;
}
