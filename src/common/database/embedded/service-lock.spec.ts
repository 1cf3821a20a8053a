import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processStart } from './process-start.js';
import { acquireServiceLock } from './service-lock.js';

describe('acquireServiceLock', () => {
  let directory: string;
  let lockFile: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'evenest-lock-'));
    lockFile = join(directory, 'service.lock');
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  it('is held until it is released', () => {
    const release = acquireServiceLock(lockFile);
    expect(() => acquireServiceLock(lockFile)).toThrow(`process id ${process.pid}`);

    release();
    expect(readdirSync(directory)).toEqual([]);
    acquireServiceLock(lockFile)();
  });

  it.each([
    ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, start: 'then' })],
    ['of an earlier process with the same id', JSON.stringify({ pid: process.pid, start: 'then' })],
    ['that was cut off while being written', '{"pid":'],
    ['that is empty', ''],
  ])('takes over a lock %s', (_, content) => {
    writeFileSync(lockFile, content);

    acquireServiceLock(lockFile);

    expect(readFileSync(lockFile, 'utf8')).toContain(JSON.stringify(processStart(process.pid)));
    expect(readdirSync(directory)).toEqual(['service.lock']);
  });

  it('does not release a lock that another service has taken over', () => {
    const release = acquireServiceLock(lockFile);
    writeFileSync(lockFile, '{"pid":1,"start":"now"}');

    release();

    expect(existsSync(lockFile)).toBe(true);
  });
});
