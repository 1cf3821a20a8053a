import { redactConnectionString } from './connection-string.js';
import { nearestName, suggest } from './did-you-mean.js';
import { toFlag, type SettingDefinition } from './setting-definition.js';

/** The content of a command line: the text given for each flag, and one line per mistake. */
export interface CommandLine {
  readonly values: ReadonlyMap<string, string>;
  readonly mistakes: readonly string[];
}

/** Switches that print something and end, instead of starting the service. */
const INFORMATION_FLAGS = ['help', 'version'];

/**
 * Command line → texts by flag. `--PORT`, `--logLevel` and `--data_dir` are understood as `--port`, `--log-level` and
 * `--data-dir`. Not `parseArgs` of node:util: it stops at the first mistake and takes a flag for the value of another.
 */
export function parseCommandLine(argv: readonly string[], definitions: readonly SettingDefinition[]): CommandLine {
  const flags = flagKinds(definitions);
  const values = new Map<string, string>();
  const mistakes: string[] = [];
  let index = 0;
  while (index < argv.length) {
    const argument = argv[index++] ?? '';
    const { name, inlineValue } = splitFlag(argument);
    const positive = name.replace(/^no-/, '');
    const next = /^-\D/.test(argv[index] ?? '') ? undefined : argv[index];

    if (name === '') {
      mistakes.push(`${JSON.stringify(redactConnectionString(argument))} is not a flag: write --name value`);
    } else if (flags.get(name) === 'switch') {
      values.set(name, inlineValue ?? 'true');
    } else if (flags.get(positive) === 'switch') {
      values.set(positive, 'false');
    } else {
      const text = inlineValue ?? next;
      if (inlineValue === undefined && next !== undefined) index++;
      if (!flags.has(name)) mistakes.push(describeUnknown(name, [...flags.keys()]));
      else if (text === undefined) mistakes.push(`--${name} has no value: write --${name} value`);
      else values.set(name, text);
    }
  }
  return { values, mistakes };
}

function flagKinds(definitions: readonly SettingDefinition[]): ReadonlyMap<string, 'switch' | 'value'> {
  const kinds = new Map<string, 'switch' | 'value'>(INFORMATION_FLAGS.map((flag) => [flag, 'switch']));
  for (const { flag, aliases, values } of definitions) {
    for (const name of [flag, ...aliases.map(toFlag)]) kinds.set(name, values.kind === 'switch' ? 'switch' : 'value');
  }
  return kinds;
}

/** `--logLevel=info` → `log-level` and `info`; anything that is not a long flag (or `-h`) has the empty name. */
function splitFlag(argument: string): { readonly name: string; readonly inlineValue: string | undefined } {
  const [, name = argument === '-h' ? 'help' : '', inlineValue] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
  return { name: toFlag(name.replace(/([a-z])([A-Z])/g, '$1_$2')), inlineValue };
}

function describeUnknown(flag: string, known: readonly string[]): string {
  const nearest = nearestName(flag, known);
  return `--${flag} is not a setting${nearest === undefined ? ', see --help' : suggest(`--${nearest}`)}`;
}
