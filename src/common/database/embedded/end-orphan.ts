import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { DataDirectory } from './data-directory.js';
import { processStart } from './process-start.js';

const TERM_PATIENCE_MS = 15_000;
const POLL_MS = 25;

/** Ends the engine that a killed service left behind on a data directory, after making sure that it is that engine. */
export async function endOrphan(directory: DataDirectory, log: (line: string) => void): Promise<void> {
  const pid = readPid(directory.processFile);
  if (pid !== undefined && hasArgument(pid, directory.dbPath)) {
    log(`Ending the database engine (process ${pid}) that a killed service left behind`);
    await end(pid);
  }
  rmSync(directory.processFile, { force: true });
}

async function end(pid: number): Promise<void> {
  const start = processStart(pid);
  const deadline = Date.now() + TERM_PATIENCE_MS;
  signal(pid, 'SIGTERM');
  while (start !== undefined && processStart(pid) === start) {
    if (Date.now() > deadline) signal(pid, 'SIGKILL');
    await delay(POLL_MS);
  }
}

function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself meanwhile.
  }
}

/** Process ids are used again: only a process that was started with the directory as an argument is the engine. */
function hasArgument(pid: number, argument: string): boolean {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(argument);
    const line = execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
    return ` ${line.trim()} `.includes(` ${argument} `);
  } catch {
    return false;
  }
}

function readPid(processFile: string): number | undefined {
  try {
    const pid = /"pid":(\d+)/.exec(readFileSync(processFile, 'utf8'))?.[1];
    return pid === undefined ? undefined : Number(pid);
  } catch {
    return undefined;
  }
}
