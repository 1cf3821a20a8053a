/** The cells of a header → distinct names, as pandas 3.1.1 gives them: a, a → a, a.1; an empty one at position 1 → `Unnamed: 1`. */
export function namesOf(header: readonly string[]): string[] {
  const names = header.map((cell, index) => (cell === '' ? `Unnamed: ${index}` : cell));
  const counts = new Map<string, number>();
  const positions = [...names.keys()];
  const isNamed = (index: number): boolean => header[index] !== '';
  // given names keep theirs before made ones
  for (const index of [...positions.filter(isNamed), ...positions.filter((i) => !isNamed(i))]) {
    const given = names[index] ?? '';
    let name = given;
    let count = counts.get(name) ?? 0;
    while (count > 0) {
      counts.set(given, count + 1);
      name = `${given}.${count}`;
      count = names.includes(name) ? count + 1 : (counts.get(name) ?? 0);
    }
    names[index] = name;
    counts.set(name, count + 1);
  }
  return names;
}

/** The names of columns that have no header, counted from 1 as issues count them. */
export function namesByPosition(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `column_${index + 1}`);
}
