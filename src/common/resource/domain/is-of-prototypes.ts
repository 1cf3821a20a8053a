/** A name that every object has a member of anyway (`constructor`, `toString`), or that stands for one: what is called so is not told from it. */
export function isOfPrototypes(name: string): boolean {
  return name === 'prototype' || name in Object.prototype;
}
