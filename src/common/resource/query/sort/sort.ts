/** Dotted paths with a direction each, the most significant first. */
export type Sort = readonly SortKey[];

/** One path and its direction. */
export type SortKey = readonly [path: string, direction: 1 | -1];

/** The order of documents; `stable` is any order that stays the same from page to page. */
export type Order = Sort | 'stable';
