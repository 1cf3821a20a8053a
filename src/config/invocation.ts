import { parseCommandLine } from './command-line.js';
import { helpText } from './help-text.js';
import { loadSettings } from './load-settings.js';
import { settingsOf } from './setting-definition.js';
import { Settings } from './settings.js';
import { version } from './version.js';

/** What the process was started for: to serve, or only to print something. */
export type Invocation =
  { readonly kind: 'serve'; readonly settings: Settings } | { readonly kind: 'print'; readonly text: string };

/**
 * The only reader of `process.env` and `process.argv`. `--help` and `--version` are answered whatever else is wrong.
 * @throws SettingsError with all mistakes
 */
export function readInvocation(environment = process.env, argv: readonly string[] = process.argv.slice(2)): Invocation {
  const { values } = parseCommandLine(argv, settingsOf(Settings));
  if (values.has('help')) return { kind: 'print', text: helpText() };
  if (values.has('version')) return { kind: 'print', text: version };
  return { kind: 'serve', settings: loadSettings(environment, argv) };
}
