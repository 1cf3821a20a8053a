import { settingsOf, type SettingDefinition } from './setting-definition.js';
import { Settings } from './settings.js';

const HEADINGS = ['Environment variable', 'Flag', 'Default', 'Allowed', 'Description'];

/** The README's table of settings in Markdown, with its columns padded as prettier pads them. */
export function settingsTable(): string {
  const rows = [HEADINGS, ...settingsOf(Settings).map(toRow)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => toLine(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))));
  const rule = toLine(widths.map((width) => '-'.repeat(width)));
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function toRow(setting: SettingDefinition): string[] {
  const { variable, aliases, flag, values, allowed, description } = setting;
  return [
    [variable, ...aliases].map(toCode).join(' or '),
    toCode(`--${flag}`) + (values.kind === 'switch' ? `, ${toCode(`--no-${flag}`)}` : ''),
    toDefaults(setting),
    allowed.replaceAll('*', '`*`'),
    description.replaceAll('*', '\\*'),
  ];
}

function toDefaults({ shownDefault, domainDefaultText }: SettingDefinition): string {
  if (shownDefault === '') return '';
  const ordinary = toCode(shownDefault);
  return domainDefaultText === undefined ? ordinary : `${ordinary}; with DOMAIN_FILE ${toCode(domainDefaultText)}`;
}

function toCode(text: string): string {
  return `\`${text}\``;
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
