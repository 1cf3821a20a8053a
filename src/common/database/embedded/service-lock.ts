import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { EmbeddedMongoError } from '../embedded-mongo-error.js';
import { processStart } from './process-start.js';
import { readText } from './read-text.js';

const ATTEMPTS = 5;

/**
 * Keeps a second service off a data directory: a file naming the process that holds it, which counts only as long as
 * that very process runs, so that nothing is left to wait for after a `kill -9`. Gives back the release.
 */
export function acquireServiceLock(lockFile: string): () => void {
  const mine = JSON.stringify({ pid: process.pid, start: processStart(process.pid), id: randomUUID() });
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (create(lockFile, mine)) {
      return () => {
        if (readText(lockFile) === mine) rmSync(lockFile, { force: true });
      };
    }
    const theirs = readText(lockFile);
    if (theirs !== undefined) rejectIfAlive(theirs, lockFile);
    if (theirs !== undefined) setAside(lockFile, theirs);
  }
  throw new EmbeddedMongoError(`The lock ${lockFile} cannot be taken: several services start at once.`);
}

function rejectIfAlive(content: string, lockFile: string): void {
  const owner = parseOwner(content);
  if (owner === undefined || processStart(owner.pid) !== owner.start) return;
  throw new EmbeddedMongoError(
    `The data directory is already in use by the service with process id ${owner.pid} (${lockFile}). ` +
      'Stop that one, or give this one another DATA_DIR.',
  );
}

/** Removes a dead service's lock; puts it back when it turns out to be a new one, taken over in this very moment. */
function setAside(lockFile: string, expected: string): void {
  const aside = `${lockFile}.${randomUUID()}`;
  try {
    renameSync(lockFile, aside);
  } catch {
    return;
  }
  const content = readText(aside);
  if (content !== undefined && content !== expected) create(lockFile, content);
  rmSync(aside, { force: true });
}

function create(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST') return false;
    throw new EmbeddedMongoError(`The data directory cannot be written to: ${String(error)}`);
  }
}

function parseOwner(content: string): { readonly pid: number; readonly start: string } | undefined {
  try {
    const owner: unknown = JSON.parse(content);
    if (typeof owner !== 'object' || owner === null || !('pid' in owner) || !('start' in owner)) return undefined;
    const { pid, start } = owner;
    return typeof pid === 'number' && typeof start === 'string' ? { pid, start } : undefined;
  } catch {
    return undefined;
  }
}
