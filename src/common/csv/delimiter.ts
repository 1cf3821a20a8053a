/** The delimiters that are known, the usual one first. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;

/** The characters between the cells of a record. */
export type Delimiter = (typeof DELIMITERS)[number];
