const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The prime of the FNV-1 hash, of which the last letter changes no more than the last bits: names in a row stand near each other. */
const FNV_PRIME = 0x01000193;

/** Nobody else knows which names come to stand at one place of the table. */
const SEED = Math.trunc(Math.random() * 2 ** 31);

/** Places that are looked at for one name: more are in its way by intention only. */
const MOST_STEPS = 64;

/**
 * The names of a JSON text that were read so far: a hash table of where in the text they start, so that not each of them
 * becomes a text of its own.
 */
export class SeenNames {
  /** For each place where the name starts that stands there, 0 where none does, and its hash. */
  private readonly table: Int32Array;

  /** @param most how many there are to be */
  constructor(
    private readonly json: string,
    most: number,
  ) {
    this.table = new Int32Array(2 * 2 ** Math.ceil(Math.log2(2 * most + 2)));
  }

  /**
   * Adds a name.
   *
   * @param start where it starts, behind its quotation mark
   * @param object the number of the object that it is a name in
   * @returns false where the object may have it already: one that is written with escapes may
   */
  add(start: number, object: number): boolean {
    const { table } = this;
    const hash = this.hash(start, object);
    if (hash === undefined) return false;
    for (let step = 1, place = hash ^ (hash >>> 15); step <= MOST_STEPS; place += step, step += 1) {
      const at = (2 * place) & (table.length - 1);
      const known = table[at] ?? 0;
      if (known === 0) {
        table[at] = start;
        table[at + 1] = hash;
        return true;
      }
      if (table[at + 1] === hash && this.isSame(known, start)) return false;
    }
    return false;
  }

  /** Each step can be undone: in two objects one name never has one hash. */
  private hash(start: number, object: number): number | undefined {
    const { json } = this;
    let hash = SEED ^ object;
    for (let at = start; ; at += 1) {
      const code = json.charCodeAt(at);
      if (code === QUOTE) return hash;
      if (code === BACKSLASH) return undefined;
      hash = Math.imul(hash, FNV_PRIME) ^ code;
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
