const LONGEST_NAME = 64;

/** Finds the name a slip of the pen was meant to be: the nearest one within `maxDistance` edits, if any. */
export function nearestName(
  name: string,
  names: Iterable<string>,
  maxDistance = toleratedEdits(name),
): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const slip = name.toLowerCase();
  let nearest: string | undefined;
  let best = maxDistance + 1;
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) >= best) continue;
    const distance = editDistance(slip, candidate.toLowerCase());
    if (distance < best) [nearest, best] = [candidate, distance];
  }
  return nearest;
}

/** The end of a message about an unknown name: the nearest one that is known, if any is near. */
export function didYouMean(name: string, names: Iterable<string>): string {
  const nearest = nearestName(name, names);
  return nearest === undefined ? '' : `, did you mean ${nearest}?`;
}

/** Short names differ from one another by an edit or two anyway: only longer ones may be further off. */
function toleratedEdits(name: string): number {
  if (name.length < 3) return 0;
  return name.length < 6 ? 1 : Math.min(3, Math.floor(name.length / 3));
}

/** Optimal string alignment: insertions, deletions, substitutions and swapped neighbours each cost one. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let edits = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + cost);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        edits = Math.min(edits, at(beforeLast, column - 2) + 1);
      }
      current.push(edits);
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
