import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../scripts/run.mjs';

const PINS = { eve: 'requirements.txt', express: 'package.json' };
const LIMIT_MS = 5 * 60_000;

/** What makes of an empty folder, in which its pins lie, one with the peer's packages. */
const INSTALLATIONS = {
  eve: [
    ['python3', ['-m', 'venv', 'venv']],
    ['venv/bin/pip', ['install', '--quiet', '--requirement', 'requirements.txt']],
  ],
  express: [['npm', ['install', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error']]],
};

/**
 * The folder with a peer's packages, outside the repository: installed there by the package managers' own ways when it is not
 * yet, in the very versions that are pinned beside this file. Throws when they cannot be had.
 */
export async function installPeer(name) {
  const pins = fileURLToPath(new URL(PINS[name], import.meta.url));
  const { XDG_CACHE_HOME = join(homedir(), '.cache') } = process.env;
  const version = createHash('sha256').update(readFileSync(pins)).digest('hex').slice(0, 12);
  const folder = join(XDG_CACHE_HOME, 'evenest', 'bench-peers', `${name}-${version}`);
  const marker = join(folder, 'installed');
  if (existsSync(marker)) return folder;
  console.error(`bench: installing ${name} into ${folder}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  copyFileSync(pins, join(folder, PINS[name]));
  for (const [program, parameters] of INSTALLATIONS[name]) {
    const path = program.includes('/') ? join(folder, program) : program;
    const ended = await run(path, parameters, { cwd: folder, timeout: LIMIT_MS });
    if (ended !== 0) throw new Error(`${program} ${parameters.join(' ')} failed (${ended})`);
  }
  writeFileSync(marker, '');
  return folder;
}

/** The version of a package that is pinned for a peer. */
export function pinnedVersion(name, packageName) {
  const pins = readFileSync(new URL(PINS[name], import.meta.url), 'utf8');
  if (name === 'express') return JSON.parse(pins).dependencies[packageName];
  return new RegExp(`^${packageName}==(.+)$`, 'm').exec(pins)[1];
}
