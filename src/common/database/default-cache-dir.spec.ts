import { homedir } from 'node:os';
import { join } from 'node:path';
import { defaultCacheDir } from './default-cache-dir.js';

describe('defaultCacheDir', () => {
  it.each([
    ['/var/cache/me', '/var/cache/me/evenest'],
    [undefined, join(homedir(), '.cache/evenest')],
    ['', join(homedir(), '.cache/evenest')],
    ['relative/paths/do/not/count', join(homedir(), '.cache/evenest')],
  ])('is for XDG_CACHE_HOME=%s the directory %s', (xdgCacheHome, directory) => {
    expect(defaultCacheDir(xdgCacheHome)).toBe(directory);
  });
});
