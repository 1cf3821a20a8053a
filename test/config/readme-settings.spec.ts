import { readFileSync } from 'node:fs';
import { settingsTable } from '../../src/config/settings-table.js';

describe('README.md', () => {
  it('has the table of settings that `npm run docs:readme` writes', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

    const [, section] = /<!-- settings -->\n([\s\S]*?)\n<!-- \/settings -->/.exec(readme) ?? [];

    expect(section?.trim()).toBe(settingsTable());
  });
});
