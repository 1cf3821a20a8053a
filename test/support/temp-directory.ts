import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty directory that is removed after the test file's last test. */
export function tempDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'evenest-test-'));
  made.push(directory);
  return directory;
}

const made: string[] = [];

afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});
