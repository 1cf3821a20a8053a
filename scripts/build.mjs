import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock.mjs';
import { run } from './run.mjs';
import { root } from './setup.mjs';

const dist = join(root, 'dist');
const marker = join(dist, '.built-from');
const CONFIGURATION = [
  'package.json',
  'package-lock.json',
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'scripts/bundle.mjs',
  'scripts/stand-in-database.mjs',
  'scripts/warm-up.mjs',
];

/** Compiles src into dist unless dist was compiled from these very sources. */
export async function buildWhenStale() {
  const wanted = hashSources();
  if (isBuilt(wanted)) return;
  await withLock('build', root, async () => {
    if (isBuilt(wanted)) return;
    console.error('build: compiling src into dist');
    const nest = join(root, 'node_modules/@nestjs/cli/bin/nest.js');
    const ended = await run(process.execPath, [nest, 'build'], { cwd: root });
    if (ended !== 0) throw new Error(`the build failed (${ended}); its own message is above`);
    const bundled = await run(process.execPath, [join(root, 'scripts/bundle.mjs')], { cwd: root });
    if (bundled !== 0) throw new Error(`the bundle failed (${bundled}); its own message is above`);
    writeFileSync(marker, wanted);
  });
}

function isBuilt(wanted) {
  return existsSync(marker) && readFileSync(marker, 'utf8') === wanted;
}

/** Content, not dates: a checkout of older sources has newer dates, and a deleted file has none. */
function hashSources() {
  const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256').update(process.versions.v8); // the code beside the bundle is that of one V8
  for (const path of [...CONFIGURATION.map((name) => join(root, name)), ...sources]) {
    hash
      .update(`${path.slice(root.length)}\0`)
      .update(readFileSync(path))
      .update('\0');
  }
  return hash.digest('hex');
}
