import { createHash } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const GIVE_UP_AFTER_MS = 15 * 60_000;

/**
 * Runs `work` while no other process runs the work of that name for that directory; waits for its turn.
 * The lock lives in the temporary directory, because `npm ci` empties node_modules and a build empties dist.
 */
export async function withLock(name, directory, work) {
  const digest = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  const path = join(tmpdir(), `evenest-${name}-${digest}.lock`);
  await acquire(path, name);
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

async function acquire(path, name) {
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  let isReported = false;
  while (!tryCreate(path)) {
    if (removeWhenAbandoned(path)) continue;
    if (Date.now() > deadline)
      throw new Error(`another ${name} has not ended in 15 minutes; if there is none, delete ${path}`);
    if (!isReported) console.error(`${name}: another process is at it, waiting`);
    isReported = true;
    await sleep(100);
  }
}

function tryCreate(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a lock aside when its process is gone; moving is atomic, so that only one of many waiters does it. */
function removeWhenAbandoned(path) {
  const aside = `${path}.${process.pid}`;
  try {
    const owner = readFileSync(path, 'utf8');
    if (isRunning(Number(owner))) return false;
    renameSync(path, aside);
    // Another waiter may have cleared the lock and taken it since it was read: then it goes back.
    if (readFileSync(aside, 'utf8') !== owner) linkSync(aside, path);
    return true;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'EEXIST') return true;
    throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** An empty lock (`NaN` or 0) belongs to a process that is just writing its number. */
function isRunning(pid) {
  if (!pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
