import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The directory for downloaded engines by the XDG rules: `$XDG_CACHE_HOME/evenest` when that is absolute, else `~/.cache/evenest`. */
export function defaultCacheDir(xdgCacheHome?: string): string {
  if (xdgCacheHome !== undefined && isAbsolute(xdgCacheHome)) return join(xdgCacheHome, 'evenest');
  return join(homedir(), '.cache', 'evenest');
}
