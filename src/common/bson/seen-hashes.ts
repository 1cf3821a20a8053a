const FEW = 12;

/** The hashes that were seen before, which are few most of the time. */
export class SeenHashes {
  private readonly few: number[] = [];
  private many: Set<number> | undefined;

  /** Says whether this one was not among them. */
  add(hash: number): boolean {
    if (this.many) return this.many.size < this.many.add(hash).size;
    if (this.few.includes(hash)) return false;
    if (this.few.push(hash) > FEW) this.many = new Set(this.few);
    return true;
  }
}
