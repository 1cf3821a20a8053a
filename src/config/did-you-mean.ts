import { distance } from 'fastest-levenshtein';

const LONGEST_NAME = 64;

/** The name that a typo was meant to be: the one that is the fewest edits away, if any is near. */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const typo = name.toLowerCase();
  let nearest: string | undefined;
  let best = toleratedEdits(name) + 1;
  for (const candidate of names) {
    if (Math.abs(candidate.length - name.length) >= best) continue;
    const edits = editsBetween(typo, candidate.toLowerCase());
    if (edits < best) [nearest, best] = [candidate, edits];
  }
  return nearest;
}

/** The end of a message about an unknown name: the nearest one that is known, or other advice where none is near. */
export function didYouMean(name: string, names: Iterable<string>, otherwise = ''): string {
  const nearest = nearestName(name, names);
  return nearest === undefined ? otherwise : suggest(nearest);
}

/** The same where it is known what was meant. */
export function suggest(meant: string): string {
  return `, did you mean ${meant}?`;
}

/** Short names differ from one another by an edit or two anyway: only longer ones may be further off. */
function toleratedEdits(name: string): number {
  if (name.length < 3) return 0;
  return name.length < 6 ? 1 : Math.min(3, Math.floor(name.length / 3));
}

/** Levenshtein's distance, but two neighbours that are swapped are one edit. */
function editsBetween(typo: string, name: string): number {
  return isSwapped(typo, name) ? 1 : distance(typo, name);
}

function isSwapped(typo: string, name: string): boolean {
  const first = [...typo].findIndex((_, index) => typo[index] !== name[index]);
  const second = first + 1;
  if (typo[first] !== name[second] || typo[second] !== name[first]) return false;
  return typo.slice(second + 1) === name.slice(second + 1);
}
