const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** A prime of the FNV hash. */
const FNV_PRIME = 0x01000193;

/** Nobody else knows which names come to stand at one place of the table. */
const SEED = Math.trunc(Math.random() * 2 ** 31);

/** Places that are looked at for one name: more are in its way by intention only. */
const MOST_STEPS = 32;

/**
 * The names of a JSON text that were read so far: a hash table of where in the text they start, so that not each of them
 * becomes a text of its own.
 */
export class SeenNames {
  /** Where a name starts that stands at a place of the table; 0 where none does. */
  private readonly starts: Int32Array;
  /** The object that it is a name in. */
  private readonly objects: Int32Array;

  /** @param most how many there are to be */
  constructor(
    private readonly json: string,
    most: number,
  ) {
    const places = 2 ** Math.ceil(Math.log2(2 * most + 2));
    this.starts = new Int32Array(places);
    this.objects = new Int32Array(places);
  }

  /** Adds the name that starts here, behind its quotation mark; false where its object may have it already: one with escapes may. */
  add(start: number, object: number): boolean {
    const hash = this.hash(start, object);
    if (hash === undefined) return false;
    const mask = this.starts.length - 1;
    let place = hash & mask;
    for (let step = 1; step <= MOST_STEPS; step += 1) {
      const known = this.starts[place] ?? 0;
      if (known === 0) {
        this.starts[place] = start;
        this.objects[place] = object;
        return true;
      }
      if (this.objects[place] === object && this.isSame(known, start)) return false;
      place = (place + step) & mask;
    }
    return false;
  }

  private hash(start: number, object: number): number | undefined {
    let hash = SEED ^ object;
    for (let at = start; ; at += 1) {
      const code = this.json.charCodeAt(at);
      if (code === QUOTE) return hash ^ (hash >>> 15);
      if (code === BACKSLASH) return undefined;
      hash = Math.imul(hash ^ code, FNV_PRIME);
    }
  }

  /** Of two names without escapes. */
  private isSame(one: number, other: number): boolean {
    for (let at = 0; ; at += 1) {
      const code = this.json.charCodeAt(one + at);
      if (code !== this.json.charCodeAt(other + at)) return false;
      if (code === QUOTE) return true;
    }
  }
}
