/** For each row the number of the fold that leaves it out. */
export type FoldOfRow = Uint8Array;

/** The usual number of folds. */
const FOLDS = 5;

/**
 * How many folds a classification with these classes is cross-validated in: five, or as many as the largest class has rows.
 *
 * @param counts rows of each class
 * @returns at least two, or 0 where no class has two rows
 */
export function countStratifiedFolds(counts: readonly number[]): number {
  const folds = Math.min(FOLDS, Math.max(...counts));
  return folds < 2 ? 0 : folds;
}

/** How many folds a regression is cross-validated in: five, or as many as there are rows; 0 for one row. */
export function countFolds(rows: number): number {
  return rows < 2 ? 0 : Math.min(FOLDS, rows);
}

/**
 * Deals the rows of every class out to folds as evenly as can be: the folds of scikit-learn's StratifiedKFold without shuffling, in
 * which a class's rows keep their order.
 */
export function stratifiedFolds(labels: Int32Array, folds: number): FoldOfRow {
  const order = orderOfAppearance(labels);
  const sorted = labels.map((label) => order.get(label) ?? 0).sort();
  const quotas = Array.from({ length: order.size }, () => new Uint32Array(folds));
  for (const [place, kind] of sorted.entries()) {
    const quota = quotas[kind];
    if (quota) quota[place % folds] = (quota[place % folds] ?? 0) + 1;
  }
  const next = quotas.map((quota) => ({ quota, fold: 0 }));
  return Uint8Array.from(labels, (label) => {
    const dealt = next[order.get(label) ?? 0] ?? { quota: new Uint32Array(folds), fold: 0 };
    while (dealt.fold < folds - 1 && dealt.quota[dealt.fold] === 0) dealt.fold += 1;
    dealt.quota[dealt.fold] = (dealt.quota[dealt.fold] ?? 1) - 1;
    return dealt.fold;
  });
}

/** Cuts the rows into folds of consecutive rows, the first of them a row longer where it does not divide: scikit-learn's KFold. */
export function consecutiveFolds(rows: number, folds: number): FoldOfRow {
  const size = Math.floor(rows / folds);
  const longer = rows % folds;
  return Uint8Array.from({ length: rows }, (_, row) => {
    const inLonger = longer * (size + 1);
    return row < inLonger ? Math.floor(row / (size + 1)) : longer + Math.floor((row - inLonger) / size);
  });
}

/** The indices of all rows. */
export function allRows(rows: number): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row);
}

function orderOfAppearance(labels: Int32Array): ReadonlyMap<number, number> {
  const order = new Map<number, number>();
  for (const label of labels) if (!order.has(label)) order.set(label, order.size);
  return order;
}
