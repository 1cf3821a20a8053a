// Writes the table of settings into the README, between <!-- settings --> and <!-- /settings -->.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildWhenStale } from './build.mjs';
import { root, setup } from './setup.mjs';

await setup();
await buildWhenStale();
const { settingsTable } = await import('../dist/config/settings-table.js');

const path = join(root, 'README.md');
const SECTION = /(<!-- settings -->\n)[\s\S]*?(<!-- \/settings -->)/;
const readme = existsSync(path) ? readFileSync(path, 'utf8') : '';
if (SECTION.test(readme)) {
  writeFileSync(
    path,
    readme.replace(SECTION, (_, open, close) => `${open}\n${settingsTable()}\n\n${close}`),
  );
  console.error('update-readme: the table of settings is up to date');
} else {
  console.error('update-readme: README.md has no <!-- settings --> … <!-- /settings -->; this belongs between them:');
  console.log(settingsTable());
  process.exitCode = 1;
}
