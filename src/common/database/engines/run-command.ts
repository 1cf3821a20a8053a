import { spawn } from 'node:child_process';

/** How a finished command ended; `code` is undefined when it could not start, was killed or ran out of time. */
export interface CommandResult {
  readonly code: number | undefined;
  /** Standard output and standard error, as they came, the last 100,000 characters. */
  readonly output: string;
}

const KEPT_CHARACTERS = 100_000;

/** Runs a program to its end, or kills it after `timeoutMs`; never throws for what the program does. */
export function runCommand(file: string, args: readonly string[], timeoutMs: number): Promise<CommandResult> {
  return new Promise((resolve) => {
    let output = '';
    const keep = (chunk: Buffer | string): void => {
      output = (output + String(chunk)).slice(-KEPT_CHARACTERS);
    };
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs, killSignal: 'SIGKILL' });
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      resolve({ code: undefined, output: error.message });
    });
    child.on('close', (code) => {
      resolve({ code: code ?? undefined, output });
    });
  });
}
