/** Any text → words in PascalCase, of ASCII letters and digits and with no digit in front: `my-things` → `MyThings`. */
export function toIdentifier(text: string): string {
  const words = text
    .normalize('NFKD') // letters with accents, as far as they have a bare one in them
    .replaceAll(/\p{M}/gu, '')
    .split(/[^A-Za-z\d]+/)
    .filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  if (name === '') return 'Resource';
  return /^\d/.test(name) ? `N${name}` : name;
}

/** The first of these names that is free; where none is, the last one with the first number that makes it so. */
export function firstFree(candidates: readonly string[], isFree: (name: string) => boolean): string {
  const free = candidates.find(isFree);
  if (free !== undefined) return free;
  const last = candidates.at(-1) ?? '';
  let number = 2;
  while (!isFree(`${last}${number}`)) number += 1;
  return `${last}${number}`;
}
