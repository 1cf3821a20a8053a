import { parseCommandLine } from './command-line.js';
import { helpText } from './help-text.js';
import { loadSettings, type CheckDomain } from './load-settings.js';
import { settingsOf } from './setting-definition.js';
import { Settings } from './settings.js';
import { version } from './version.js';

/** The purpose of the process: to serve, or only to print something. */
export type Invocation =
  { readonly kind: 'serve'; readonly settings: Settings } | { readonly kind: 'print'; readonly text: string };

/**
 * The only reader of `process.env` and `process.argv`. `--help` and `--version` are answered whatever else is wrong.
 * @throws SettingsError with all mistakes
 */
export function readInvocation(
  checkDomain: CheckDomain,
  environment = process.env,
  argv = process.argv.slice(2),
): Invocation {
  const { values } = parseCommandLine(argv, settingsOf(Settings));
  if (values.has('help')) return { kind: 'print', text: helpText() };
  if (values.has('version')) return { kind: 'print', text: version };
  return { kind: 'serve', settings: readSettings(checkDomain, environment, argv) };
}

/**
 * The settings, read anew: what the process was started with may name a file that has changed since.
 * @throws SettingsError with all mistakes
 */
export function readSettings(
  checkDomain: CheckDomain,
  environment = process.env,
  argv = process.argv.slice(2),
): Settings {
  return loadSettings(environment, argv, checkDomain);
}
