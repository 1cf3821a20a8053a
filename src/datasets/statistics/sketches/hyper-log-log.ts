const PRECISION = 14;
const REGISTERS = 1 << PRECISION;
const BIAS = 0.7213 / (1 + 1.079 / REGISTERS);

/** The standard error of a count, as a share of it: 1.04 / √2¹⁴. */
export const DISTINCT_ERROR = 1.04 / Math.sqrt(REGISTERS);

/**
 * Counts distinct values in 16 KB: P. Flajolet, É. Fusy, O. Gandouet, F. Meunier, "HyperLogLog", 2007; with hashes of 64 bits there is
 * nothing to correct at large counts (S. Heule, M. Nunkesser, A. Hall, 2013), at small ones it counts empty registers.
 */
export class HyperLogLog {
  private readonly registers = new Uint8Array(REGISTERS);

  /** @param hash of the value: 64 bits in two words */
  add([high, low]: readonly [high: number, low: number]): void {
    const register = high >>> (32 - PRECISION);
    const rest = (high << PRECISION) >>> 0;
    const rank = rest === 0 ? 32 - PRECISION + Math.clz32(low) + 1 : Math.clz32(rest) + 1;
    if (rank > (this.registers[register] ?? 0)) this.registers[register] = rank;
  }

  /** How many distinct values were added, about. */
  get count(): number {
    let sum = 0;
    let empty = 0;
    for (const rank of this.registers) {
      sum += 2 ** -rank;
      if (rank === 0) empty++;
    }
    const estimate = (BIAS * REGISTERS * REGISTERS) / sum;
    const isSmall = estimate <= 2.5 * REGISTERS && empty > 0;
    return Math.round(isSmall ? REGISTERS * Math.log(REGISTERS / empty) : estimate);
  }
}
