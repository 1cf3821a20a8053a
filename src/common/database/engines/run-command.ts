import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How a finished command ended; `code` is undefined when it could not start, was killed or ran out of time. */
export interface CommandResult {
  readonly code: number | undefined;
  /** Standard output and standard error, as they came, the last 100,000 characters. */
  readonly output: string;
}

const KEPT_CHARACTERS = 100_000;

/** Runs a program to its end, or kills it after `timeoutMs`; never throws for what the program does. */
export async function runCommand(file: string, args: readonly string[], timeoutMs: number): Promise<CommandResult> {
  let output = '';
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-KEPT_CHARACTERS);
    });
  }
  // Not spawn's own `timeout`: it keeps this process alive when the program does not exist.
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  try {
    const [code] = (await once(child, 'close')) as readonly unknown[];
    return { code: typeof code === 'number' ? code : undefined, output };
  } catch (error) {
    return { code: undefined, output: String(error) };
  } finally {
    clearTimeout(timer);
  }
}
