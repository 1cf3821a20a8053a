import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDirectory } from './temp-directory.js';

/** Writes a domain document as `json.dump` would; gives its path. Removed after the test file's last test. */
export function writeDomainFile(document: object): string {
  const path = join(directory, `${randomBytes(6).toString('hex')}.json`);
  writeFileSync(path, JSON.stringify(document));
  return path;
}

const directory = tempDirectory();
