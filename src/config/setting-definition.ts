/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The values of a setting, as far as others than its own parser need to know them. */
export type SettingValues =
  /** True or false; the flag stands alone: `--x`, `--no-x`. */
  | { readonly kind: 'switch' }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'list' }
  | { readonly kind: 'other' };

/** One setting: how it is named, read from a text, defaulted, described and shown. */
export interface SettingDefinition {
  /** The property of `Settings`: `mongoUri`. */
  readonly property: string;
  /** The environment variable: `MONGO_URI`. */
  readonly variable: string;
  /** Its name in a domain document: Eve's. */
  readonly eveName: string;
  /** The command-line flag, without its dashes: `mongo-uri`. */
  readonly flag: string;
  /** Other environment variables (and, by the same rule, flags) that mean the same. */
  readonly aliases: readonly string[];
  readonly description: string;
  /** A description of the values allowed, worded to follow "must be". */
  readonly allowed: string;
  /** The default as the documentation shows it; empty when there is none. */
  readonly shownDefault: string;
  readonly values: SettingValues;
  /** Values hold credentials: messages show them redacted. */
  readonly isSecret: boolean;
  /** The default as if it had been typed; `undefined` leaves the setting without a value. */
  readonly defaultText: (environment: Environment) => string | undefined;
  /** The default while a domain document is served, as if it had been typed: Eve's own. */
  readonly domainDefaultText: string | undefined;
  /** Text → value; a text that makes no sense is returned as it is, for the rules to reject. */
  readonly parse: (text: string) => unknown;
}

const definitions = new Map<object, SettingDefinition[]>();

/** Records a setting of the class whose prototype is `target`. */
export function addSetting(target: object, definition: SettingDefinition): void {
  definitions.set(target, [...(definitions.get(target) ?? []), definition]);
}

/** The settings of a class, in the order they are declared, then those of the class it extends. */
export function settingsOf({ prototype }: { readonly prototype: object }): readonly SettingDefinition[] {
  const inherited = Object.getPrototypeOf(prototype) as object | null;
  return [...(definitions.get(prototype) ?? []), ...(inherited ? settingsOf({ prototype: inherited }) : [])];
}

/** `mongoUri` → `MONGO_URI`. */
export function toVariable(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

/** `MONGO_URI` → `mongo-uri`. */
export function toFlag(variable: string): string {
  return variable.toLowerCase().replaceAll('_', '-');
}
