import { settingsOf } from './setting-definition.js';
import { Settings } from './settings.js';
import { version } from './version.js';

/** The text of `--help`: how to start the service, and every setting with its default and the values it allows. */
export function helpText(): string {
  const settings = settingsOf(Settings).map(({ variable, flag, values, description, shownDefault, allowed }) => {
    const fallback = shownDefault === '' ? '' : ` Default: ${shownDefault}`;
    return [
      `  ${values.kind === 'switch' ? `--${flag}, --no-${flag}` : `--${flag} VALUE`}  (${variable})`,
      description,
      `${capitalize(allowed)}.${fallback}`,
    ].join('\n      ');
  });
  return [
    `evenest ${version}: REST resources over MongoDB`,
    'Usage: npm start -- [--name value]...',
    'A setting is an environment variable or the flag of the same name; the flag wins.',
    ...settings,
    '  --version\n      Prints the version.',
    '  -h, --help\n      Prints this text.',
  ].join('\n\n');
}

function capitalize(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
