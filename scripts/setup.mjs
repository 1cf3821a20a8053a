import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';
import { run } from './run.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const marker = join(modules, '.evenest-setup');

/** Makes a clone ready: the right Node, and the dependencies that package-lock.json names. Quick when there is nothing to do. */
export async function setup() {
  requireNode();
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (isMarked(wanted)) return;
  await withLock('setup', root, async () => {
    if (isMarked(wanted)) return;
    if (!isInstalled()) await install();
    mark(wanted);
  });
}

function requireNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [, major, minor] = /(\d+)\.(\d+)/.exec(engines.node).map(Number);
  const [ownMajor, ownMinor] = process.versions.node.split('.').map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  throw new Error(
    `Node.js ${process.versions.node} is too old: install ${major}.${minor} or newer (https://nodejs.org)`,
  );
}

function isMarked(wanted) {
  return (
    existsSync(marker) && readFileSync(marker, 'utf8') === wanted && existsSync(join(modules, '.package-lock.json'))
  );
}

/** Whether node_modules holds what the lock names, by npm's own record of it: after an `npm ci` or `npm install` by hand. */
function isInstalled() {
  try {
    const { packages: wanted } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    const { packages: present } = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8'));
    return (
      Object.keys(present).every((path) => path in wanted) &&
      Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
        const found = present[path];
        if (path === '') return true;
        return found ? found.version === version && found.integrity === integrity : optional === true;
      })
    );
  } catch {
    return false;
  }
}

async function install() {
  console.error(
    `setup: installing dependencies with npm ci (${existsSync(modules) ? 'the lock file changed' : 'first start'})`,
  );
  const { npm_execpath: npmScript = '', ...environment } = process.env;
  const parameters = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const options = { cwd: root, env: environment };
  const ended = basename(npmScript).startsWith('npm')
    ? await run(process.execPath, [npmScript, ...parameters], options)
    : await run('npm', parameters, { ...options, shell: process.platform === 'win32' });
  if (ended !== 0) throw new Error(`npm ci failed (${ended}); its own message is above`);
}

/** Written whole or not at all; a node_modules that may not be written to only costs the comparison next time. */
function mark(wanted) {
  try {
    writeFileSync(`${marker}.${process.pid}`, wanted);
    renameSync(`${marker}.${process.pid}`, marker);
  } catch {
    return;
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === realpathSync(fileURLToPath(import.meta.url))) {
  setup().catch((error) => {
    console.error(`setup: ${error.message}`);
    process.exitCode = 1;
  });
}
