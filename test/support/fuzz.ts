import fc, { type IAsyncProperty } from 'fast-check';

/** How long one fuzz test may look at the usual number of cases, in milliseconds; a slow machine looks at fewer. */
const TIME_LIMIT = 4000;

/**
 * A test that looks for an input that breaks a property. `FUZZ_RUNS` sets the number of cases, in time to match;
 * `FUZZ_SEED` chooses other ones, or repeats those of a failure: it reports its seed. Both unset, every run is the same.
 *
 * @param usualRuns the number of cases without `FUZZ_RUNS`: what a run of all tests has the time for
 */
export function fuzz<Input>(sentence: string, property: IAsyncProperty<Input>, usualRuns: number): void {
  const numRuns = Number(process.env['FUZZ_RUNS'] ?? usualRuns);
  const seed = Number(process.env['FUZZ_SEED'] ?? 1);
  const interruptAfterTimeLimit = TIME_LIMIT * Math.max(1, numRuns / usualRuns);
  const timeout = interruptAfterTimeLimit + 60_000; // the last case may be a slow one, on a busy machine
  const lastCase = watchLastCase(property);
  it(
    sentence,
    async () => {
      await fc.assert(property, { numRuns, seed, interruptAfterTimeLimit });
      await lastCase();
    },
    timeout,
  );
}

/** Lets the case that runs when the time is over come to its end, for which fast-check does not wait: the next test must not meet what it writes. */
function watchLastCase<Input>(property: IAsyncProperty<Input>): () => Promise<unknown> {
  const run = property.run.bind(property);
  let last: ReturnType<typeof run> | undefined;
  property.run = (...given) => (last = run(...given));
  return async () => last;
}
