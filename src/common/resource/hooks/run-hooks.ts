/** Runs hooks in order. */
export async function runHooks<H>(hooks: readonly H[], run: (hook: H) => void | Promise<void>): Promise<void> {
  for (const hook of hooks) await run(hook);
}

/** Hands a value from hook to hook: what one gives back, the next one gets. Throws when one gives back nothing. */
export async function pipe<H, V>(
  hooks: readonly H[],
  value: V,
  run: (hook: H, value: V) => V | Promise<V>,
): Promise<V> {
  let handed = value;
  for (const hook of hooks) {
    handed = await run(hook, handed);
    if (handed === undefined) throw new Error('A hook returned undefined in place of what it got.');
  }
  return handed;
}

/** The hooks after a write. An error in one is a bug, whatever it is: no client may read that a write which stands was rejected. */
export async function afterWrite<V>(follow: () => Promise<V>): Promise<V> {
  try {
    return await follow();
  } catch (cause) {
    throw new Error('A hook failed after the write, which stands.', { cause });
  }
}
