import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { EmbeddedMongoError } from '../embedded-mongo-error.js';
import { makeDirectory } from '../embedded/make-directory.js';
import { CacheRecord } from './cache-record.js';
import type { Engine } from './engine.js';
import { requireMongod } from './require-mongod.js';

/** The inputs of the download. */
export interface DownloadRequest {
  readonly cacheDir: string;
  readonly downloadMirror?: string | undefined;
  readonly log: (line: string) => void;
}

const GIVE_UP_MS = 8_000;
const RESULT = 'mongod is at ';

// A process of its own, because a download inside this one cannot be given up. TLS is verified, which the library
// leaves to an npm setting.
const SCRIPT = `
const [library, downloadDir, mirror] = process.argv.slice(1);
process.env.npm_config_strict_ssl = 'true';
process.env.MONGOMS_MAX_RETRIES ??= '2';
if (mirror) process.env.MONGOMS_DOWNLOAD_MIRROR = mirror;
if (mirror.startsWith('http:')) process.env.MONGOMS_USE_HTTP = 'true';
require(library).MongoBinary.getPath({ downloadDir }).then(
  (path) => console.log('${RESULT}' + path),
  (error) => { console.error(error.message); process.exitCode = 1; },
);`;

/**
 * Downloads the official build with mongodb-memory-server into the cache, showing its progress. However slow, it may
 * take its time; 8 seconds without any progress end it with an `EmbeddedMongoError`.
 */
export async function downloadMongod(request: DownloadRequest): Promise<Engine> {
  const downloadDir = join(request.cacheDir, 'mongod');
  makeDirectory(downloadDir);
  request.log(`Downloading mongod from ${request.downloadMirror ?? 'MongoDB'}`);
  const engine = await requireMongod(await download(downloadDir, request));
  return new CacheRecord(request.cacheDir, 'mongod').publish(engine);
}

function download(downloadDir: string, { downloadMirror, log }: DownloadRequest): Promise<string> {
  const require = createRequire(import.meta.url);
  const library = require.resolve('mongodb-memory-server-core');
  const args = ['-e', SCRIPT, library, downloadDir, downloadMirror ?? ''];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let lastLine = 'no reason given';
  let gaveUp = false;
  let binary: string | undefined;
  const stopWatching = watchProgress(downloadDir, () => {
    gaveUp = true;
    child.kill('SIGKILL');
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      if (line.startsWith(RESULT)) binary = line.slice(RESULT.length);
      else if (line.startsWith('Downloading')) log(line.trim());
      else if (line.trim() !== '') lastLine = line.trim();
    });
  }
  return new Promise((resolve, reject) => {
    child.on('close', () => {
      stopWatching();
      if (binary !== undefined) resolve(binary);
      else reject(new EmbeddedMongoError(gaveUp ? `no progress for ${GIVE_UP_MS / 1000} seconds` : lastLine));
    });
  });
}

/** Calls `onStall` once when nothing has changed in a directory for too long. */
function watchProgress(directory: string, onStall: () => void): () => void {
  let seen = '';
  let since = Date.now();
  const timer = setInterval(() => {
    const now = describeContents(directory);
    if (now !== seen) [seen, since] = [now, Date.now()];
    if (Date.now() - since < GIVE_UP_MS) return;
    clearInterval(timer);
    onStall();
  }, 250);
  return () => {
    clearInterval(timer);
  };
}

/** The library's lock file comes and goes without being progress. */
function describeContents(directory: string): string {
  const names = readdirSync(directory).filter((name) => !name.endsWith('.lock'));
  return names.map((name) => statSync(join(directory, name), { throwIfNoEntry: false })?.size).join();
}
