import { readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';

/** When a running process started, as a text to compare, or undefined when there is no such process: tells a process from a later one with its id. */
export function processStart(pid: number): string | undefined {
  if (process.platform === 'linux') return linuxStart(pid);
  if (process.platform !== 'win32') return psStart(pid);
  return isAlive(pid) ? 'unknown' : undefined;
}

function linuxStart(pid: number): string | undefined {
  try {
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // After the command's name, which is in parentheses and may hold blanks, come the state and 18 more fields.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : `${bootId}:${fields[19] ?? ''}`;
  } catch {
    return undefined;
  }
}

function psStart(pid: number): string | undefined {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
