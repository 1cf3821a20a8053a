import { validateSync } from 'class-validator';
import { RE2JS } from 're2js';
import { parseCommandLine } from './command-line.js';
import { redactConnectionString } from './connection-string.js';
import { readDomainFile, type DomainFile } from './domain-file.js';
import { settingsOf, toFlag, type Environment, type SettingDefinition } from './setting-definition.js';
import { parsePath, toText } from './setting-parsers.js';
import { SettingsError } from './settings-error.js';
import { Settings } from './settings.js';

/** A text that somebody gave for a setting, and the variable or flag they gave it by. */
interface Given {
  readonly by: string;
  readonly text: string;
}

/** Where settings come from, the strongest first. */
interface Sources {
  readonly flags: ReadonlyMap<string, string>;
  readonly environment: Environment;
  readonly domainFile?: DomainFile | undefined;
}

/** Finds the mistakes in the domain document that settings name, a line each: only the engine knows what may stand there. */
export type CheckDomain = (settings: Settings) => readonly string[];

/**
 * Command line, environment and domain document → settings. A flag wins over the environment, which wins over the document;
 * an empty variable counts as not set.
 * @throws SettingsError with all mistakes
 */
export function loadSettings(
  environment: Environment,
  argv: readonly string[],
  checkDomain: CheckDomain = () => [],
): Settings {
  const definitions = settingsOf(Settings);
  const commandLine = parseCommandLine(argv, definitions);
  const domainFile = findDomainFile(definitions, { flags: commandLine.values, environment });
  const sources = { flags: commandLine.values, environment, domainFile };
  const given = definitions.map((definition) => findGiven(definition, sources));
  const settings = new Settings(environment['PATH'], domainFile);
  for (const [index, definition] of definitions.entries()) {
    const text = given[index]?.[0]?.text ?? defaultText(definition, sources);
    const value = text === undefined ? undefined : definition.parse(text);
    Object.defineProperty(settings, definition.property, { value, enumerable: true });
  }

  const rejections = findRejections(settings);
  const mistakes = [
    ...commandLine.mistakes,
    ...definitions.flatMap((definition, index) => [
      ...describeConflict(definition, given[index] ?? []),
      ...describeRejection(definition, given[index]?.[0], rejections.get(definition.property)),
    ]),
    ...describeContradictions(settings),
    ...checkDomain(settings),
  ];
  if (mistakes.length > 0) throw new SettingsError(mistakes);
  return settings;
}

/** The domain document that the settings name, read; none where they name none. */
function findDomainFile(definitions: readonly SettingDefinition[], sources: Sources): DomainFile | undefined {
  const definition = definitions.find(({ property }) => property === 'domainFile');
  const [given] = definition ? findGiven(definition, sources) : [];
  return given && readDomainFile(parsePath(given.text));
}

/** The texts given under the setting's name and its aliases, by the strongest source that has any. */
function findGiven({ variable, aliases, eveName, values }: SettingDefinition, sources: Sources): readonly Given[] {
  const { flags, environment, domainFile } = sources;
  const names = [variable, ...aliases];
  const byFlag = names.flatMap((name) => {
    const text = flags.get(toFlag(name));
    return text === undefined ? [] : [{ by: `${variable} (--${toFlag(name)})`, text: text.trim() }];
  });
  if (byFlag.length > 0) return byFlag;
  const byVariable = names.flatMap((name) => {
    const text = environment[name]?.trim() ?? '';
    return text === '' ? [] : [{ by: name, text }];
  });
  if (byVariable.length > 0 || !domainFile) return byVariable;
  const value = domainFile.settings[eveName];
  const isLeftOut = value === undefined || (value === null && values.kind === 'switch'); // None of Python, where a switch has a default
  return isLeftOut ? [] : [{ by: `${domainFile.path}: ${eveName}`, text: toText(value) }];
}

function defaultText(definition: SettingDefinition, { environment, domainFile }: Sources): string | undefined {
  const ordinary = definition.defaultText(environment);
  return domainFile ? (definition.domainDefaultText ?? ordinary) : ordinary;
}

/** The objections of class-validator: one message for each property it rejects. */
function findRejections(settings: Settings): ReadonlyMap<string, string> {
  return new Map(
    validateSync(settings).map(({ property, constraints = {} }) => [
      property,
      Object.values(constraints)[0] ?? 'is not allowed',
    ]),
  );
}

function describeRejection(definition: SettingDefinition, given: Given | undefined, rejection?: string): string[] {
  if (rejection === undefined) return [];
  return [`${describeGiven(definition, given ?? { by: definition.variable, text: '' })}: ${rejection}`];
}

function describeConflict(definition: SettingDefinition, given: readonly Given[]): string[] {
  const [first, ...others] = given;
  if (first === undefined || others.every(({ text }) => text === first.text)) return [];
  const reported = given.map((each) => describeGiven(definition, each)).join(' and ');
  return [`${reported}: both mean the same setting, give one`];
}

function describeGiven({ isSecret }: SettingDefinition, { by, text }: Given): string {
  return `${by} is ${JSON.stringify(isSecret ? redactConnectionString(text) : text)}`;
}

/** Values that are allowed one by one and not together. */
function describeContradictions(settings: Settings): string[] {
  const lines: string[] = [];
  const { paginationDefault, paginationLimit } = settings;
  if (paginationDefault > paginationLimit) {
    lines.push(
      `PAGINATION_DEFAULT is ${paginationDefault}: must be at most PAGINATION_LIMIT, which is ${paginationLimit}`,
    );
  }
  if (settings.mongoUri === undefined && settings.embeddedMongo === 'off') {
    lines.push('MONGO_URI is not set and EMBEDDED_MONGO is "off": must be a database; set one of them');
  }
  for (const pattern of settings.xDomainsRe) {
    const fault = findFault(pattern);
    if (fault !== undefined) lines.push(`X_DOMAINS_RE has ${JSON.stringify(pattern)}: must be one of RE2: ${fault}`);
  }
  if (settings.xAllowCredentials && settings.xDomains.includes('*')) {
    lines.push('X_ALLOW_CREDENTIALS is true: must be false while X_DOMAINS is "*"; name the origins you trust');
  }
  if (settings.jsonpArgument !== '' && !settings.renderers.includes('json')) {
    lines.push(`JSONP_ARGUMENT is "${settings.jsonpArgument}": must be none while RENDERERS does not name json`);
  }
  return lines;
}

/** Why a regular expression cannot be read; undefined where it can. */
function findFault(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'it is malformed';
  }
}
