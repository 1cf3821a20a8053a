import { execFileSync } from 'node:child_process';
import { readText } from './read-text.js';

/** When a process started, as a text that reports it from a later process with the same id; undefined when it is not running. */
export function processStart(pid: number): string | undefined {
  if (process.platform === 'linux') return linuxStart(pid);
  if (process.platform !== 'win32') return psStart(pid);
  return isAlive(pid) ? 'unknown' : undefined;
}

function linuxStart(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === undefined) return isAlive(pid) ? 'unknown' : undefined;
  // After the command's name, which is in parentheses and may hold blanks, come the state and 18 more fields.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z') return undefined;
  return `${readText('/proc/sys/kernel/random/boot_id')?.trim() ?? ''}:${fields[19] ?? ''}`;
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
