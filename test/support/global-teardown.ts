/** Stops the run's database server, if the global setup started one. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.stopTestServer?.();
}
