import {
  ArrayNotEmpty,
  ArrayUnique,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateBy,
  type ValidationOptions,
} from 'class-validator';
import { CONNECTION_STRING } from './connection-string.js';
import { addSetting, toFlag, toVariable, type Environment, type SettingDefinition } from './setting-definition.js';
import { isWriteConcern, WRITE_CONCERN, type WriteConcern } from './write-concern.js';
import {
  parseChoice,
  parseInteger,
  parseJson,
  parseList,
  parsePath,
  parseSwitch,
  parseText,
  toText,
} from './setting-parsers.js';

interface SettingOptions {
  /** One sentence for `--help` and the README. */
  readonly description: string;
  /** Other environment variables that mean the same. */
  readonly aliases?: readonly string[];
  /** Its name in a domain document, where that says too little for an environment variable. */
  readonly eveName?: string;
}

interface Defaults<T> {
  readonly default: T;
  /** Eve's own default, where it differs: it holds while a domain document is served. */
  readonly domainDefault?: T;
}

/** A default that depends on the environment, and how the documentation writes it. */
interface ComputedDefault {
  readonly shown: string;
  readonly from: (environment: Environment) => string;
}

/** A decorator for a property that can hold a `T`; on any other property it does not compile. */
type PropertyHolding<T> = <K extends string, Target extends Readonly<Record<K, unknown>>>(
  target: Target & ([T] extends [Target[K]] ? unknown : never),
  property: K,
) => void;

/** Declares a setting in one line: its name, parser, class-validator rules, default and documentation. */
export const Setting = {
  integer(options: SettingOptions & Defaults<number> & { min: number; max: number }): PropertyHolding<number> {
    const { min, max } = options;
    return declare({
      ...options,
      allowed: `an integer from ${min} to ${max}`,
      ...typedDefaults(options),
      values: { kind: 'integer', min, max },
      parse: parseInteger,
      rules: (message) => [IsInt(message), Min(min, message), Max(max, message)],
    });
  },

  switch(options: SettingOptions & (Defaults<boolean> | { default: ComputedDefault })): PropertyHolding<boolean> {
    return declare({
      ...options,
      allowed: 'true or false',
      ...(typeof options.default === 'boolean' ? typedDefaults(options) : computedDefault(options.default)),
      values: { kind: 'switch' },
      parse: parseSwitch,
      rules: (message) => [IsBoolean(message)],
    });
  },

  choice<const T extends string>(
    options: SettingOptions & { default: NoInfer<T>; of: readonly T[] },
  ): PropertyHolding<T> {
    return declare({
      ...options,
      allowed: `one of ${options.of.join(', ')}`,
      ...typedDefaults(options),
      parse: parseChoice,
      rules: (message) => [IsIn(options.of, message)],
    });
  },

  /** Some of these, at least one, separated by commas, in an order that may mean something; what Eve calls them is understood. */
  choices<const T extends string>(
    options: SettingOptions & {
      default: readonly NoInfer<T>[];
      of: readonly T[];
      synonyms: Readonly<Record<string, NoInfer<T>>>;
    },
  ): PropertyHolding<readonly T[]> {
    const { of, synonyms } = options;
    return declare({
      ...options,
      allowed: `one or several of ${of.join(', ')}`,
      ...typedDefaults(options),
      parse: (text) => parseList(text).map((name) => synonyms[name] ?? parseChoice(name)),
      rules: (message) => [ArrayNotEmpty(message), ArrayUnique(message), IsIn(of, { ...message, each: true })],
    });
  },

  /** The word `none` stands for the empty text, because an empty variable counts as not set. */
  text(options: SettingOptions & Defaults<string> & { pattern: RegExp; allowed: string }): PropertyHolding<string> {
    return declare({
      ...options,
      ...typedDefaults(options),
      parse: parseText,
      rules: (message) => [Matches(options.pattern, message)],
    });
  },

  /** A text that need not be given: what holds then depends on other settings, and `shown` describes it. */
  optionalText(
    options: SettingOptions & { shown: string; pattern: RegExp; allowed: string },
  ): PropertyHolding<string | undefined> {
    return declare({
      ...options,
      shownDefault: options.shown,
      defaultText: () => undefined,
      parse: parseText,
      rules: (message) => [IsOptional(), Matches(options.pattern, message)],
    });
  },

  /** Comma-separated; the word `none` stands for the empty list. */
  list(
    options: SettingOptions & Defaults<readonly string[]> & { element: RegExp; allowed: string },
  ): PropertyHolding<readonly string[]> {
    return declare({
      ...options,
      ...typedDefaults(options),
      values: { kind: 'list' },
      parse: parseList,
      rules: (message) => [Matches(options.element, { ...message, each: true })],
    });
  },

  /** A file or directory, made absolute against the working directory. */
  path(options: SettingOptions & { default: string | ComputedDefault }): PropertyHolding<string> {
    return declare({
      ...options,
      allowed: 'a path',
      ...(typeof options.default === 'string' ? { shownDefault: options.default } : computedDefault(options.default)),
      parse: parsePath,
      rules: (message) => [IsNotEmpty(message)],
    });
  },

  /** A file or directory that need not be named. */
  optionalPath(options: SettingOptions): PropertyHolding<string | undefined> {
    return declare({
      ...options,
      allowed: 'a path',
      parse: parsePath,
      rules: (message) => [IsOptional(), IsNotEmpty(message)],
    });
  },

  /** The write concern of MongoDB, as JSON. */
  writeConcern(options: SettingOptions & Defaults<WriteConcern>): PropertyHolding<WriteConcern> {
    return declare({
      ...options,
      allowed: WRITE_CONCERN,
      ...typedDefaults(options),
      parse: parseJson,
      rules: (message) => [ValidateBy({ name: 'writeConcern', validator: { validate: isWriteConcern } }, message)],
    });
  },

  /** A MongoDB connection string or nothing; messages never show its password. */
  mongoUri(options: SettingOptions): PropertyHolding<string | undefined> {
    return declare({
      ...options,
      allowed: 'a mongodb:// or mongodb+srv:// connection string, special characters in its password percent-encoded',
      isSecret: true,
      parse: (text) => text,
      rules: (message) => [IsOptional(), Matches(CONNECTION_STRING, message)],
    });
  },
};

/** Defaults as somebody would type them. */
function typedDefaults(defaults: Defaults<unknown>): Pick<SettingDefinition, 'shownDefault' | 'domainDefaultText'> {
  const { domainDefault } = defaults;
  return {
    shownDefault: toText(defaults.default),
    domainDefaultText: domainDefault === undefined ? undefined : toText(domainDefault),
  };
}

function computedDefault({ shown, from }: ComputedDefault): Pick<SettingDefinition, 'shownDefault' | 'defaultText'> {
  return { shownDefault: shown, defaultText: from };
}

type Declaration = Partial<SettingDefinition> &
  Pick<SettingDefinition, 'allowed' | 'description' | 'parse'> & {
    readonly rules: (message: ValidationOptions) => readonly PropertyDecorator[];
  };

function declare({ rules, ...declaration }: Declaration): (target: object, property: string) => void {
  return (target, property) => {
    const variable = toVariable(property);
    const shownDefault = declaration.shownDefault ?? '';
    addSetting(target, {
      property,
      variable,
      eveName: declaration.eveName ?? variable,
      flag: toFlag(variable),
      aliases: declaration.aliases ?? [],
      description: declaration.description,
      allowed: declaration.allowed,
      shownDefault,
      values: declaration.values ?? { kind: 'other' },
      isSecret: declaration.isSecret ?? false,
      defaultText: declaration.defaultText ?? (() => shownDefault || undefined),
      domainDefaultText: declaration.domainDefaultText,
      parse: declaration.parse,
    });
    for (const rule of rules({ message: `must be ${declaration.allowed}` })) rule(target, property);
  };
}
