import type { FieldDefinition, ValueDefinition } from '../fields/field-definition.js';
import { valuesWithin, type NestingOption, type Step } from '../fields/values-within.js';

/** A rule that would hold nobody to anything where it stands, and why. */
export interface RuleWithoutEffect {
  readonly steps: readonly Step[];
  readonly rule: keyof ValueDefinition;
  readonly reason: string;
}

const UNIQUE = ['unique', 'uniqueToUser', 'uniqueWithinResource'] as const satisfies readonly (keyof ValueDefinition)[];

/** Rules that only a field can have, with the advice for a value that is none. */
const OF_FIELDS = {
  readOnly: 'only a field can be read-only, and what is in it then is too: say it of the field',
  default: 'only a field can be left out and have a default: remove it, or say it of the field',
  defaultSetter: 'only a field can be left out and have a default: remove it, or say it of the field',
  rename: 'only a field has a name that can change: remove it',
} as const satisfies Partial<Record<keyof ValueDefinition, string>>;

const NOT_CHOSEN = 'an alternative validates a value and changes none, in Cerberus too';

/** Rules that an alternative cannot have: the one that a value satisfies is known when it is as it will be stored. */
const NOT_IN_ALTERNATIVES = {
  readOnly: 'an alternative cannot know what is stored by which one: say it of the field that has the alternatives',
  default: `${NOT_CHOSEN}: remove it, or say it of the field that has the alternatives`,
  defaultSetter: `${NOT_CHOSEN}: remove it, or say it of the field that has the alternatives`,
  coerce: `${NOT_CHOSEN}: say it of the field that has the alternatives`,
  trim: `${NOT_CHOSEN}: say it of the field that has the alternatives`,
  rename: `${NOT_CHOSEN}: remove it, or give the name to a field of its own`,
  purgeUnknown: `${NOT_CHOSEN}: unknown fields can be kept or rejected`,
} as const satisfies Partial<Record<keyof ValueDefinition, string>>;

/** Why no index reaches a value, by what is on the way to it. */
const NO_INDEX = {
  elements: 'no index holds for one place of a list: give the value a field of its own',
  keysRules: 'no index reaches names: make it a list of sub-documents, with the name as a unique field of theirs',
  valuesRules:
    'no index reaches values of any name: make it a list of sub-documents, with the value as a unique field of theirs',
  anyOf: 'no index distinguishes one alternative from another: say it of the field that has them',
  allOf: 'no index distinguishes one alternative from another: say it of the field that has them',
  oneOf: 'no index distinguishes one alternative from another: say it of the field that has them',
  noneOf: 'no index distinguishes one alternative from another: say it of the field that has them',
} as const satisfies Partial<Record<NestingOption, string>>;

const NO_INDEX_IN_LISTS = 'no index reaches into a list in a list: make it a list of sub-documents';

const NO_PATH = 'only a reference that has a path can be embedded: remove it, the reference is checked without it';

/** Rules of these fields that nothing could enforce: they stop the start, because nobody would notice later. */
export function findRulesWithoutEffect(fields: readonly FieldDefinition[]): readonly RuleWithoutEffect[] {
  return [...valuesWithin(fields)].flatMap(({ definition, steps }) =>
    Object.entries(reasonsAgainst(steps)).flatMap(([rule, reason]): readonly RuleWithoutEffect[] => {
      const name = rule as keyof typeof definition; // `reasonsAgainst` names rules alone
      return isSaid(definition, name) ? [{ steps, rule: name, reason }] : [];
    }),
  );
}

function isSaid(definition: ValueDefinition, rule: keyof ValueDefinition): boolean {
  if (rule === 'dataRelation') return definition.dataRelation?.embeddable === true;
  return definition[rule] !== undefined && (definition[rule] !== false || rule === 'default');
}

/** By rule, why it would be in vain at the end of this way. */
function reasonsAgainst(steps: readonly Step[]): Partial<Record<keyof ValueDefinition, string>> {
  const options = steps.map(({ option }) => option);
  const unreachable = whyNoIndex(options);
  return {
    ...(unreachable !== undefined && Object.fromEntries(UNIQUE.map((rule) => [rule, unreachable]))),
    ...(options.some(isPathless) && { dataRelation: NO_PATH }),
    ...(options.at(-1) !== 'fields' && OF_FIELDS),
    ...(options.some(isAlternative) && NOT_IN_ALTERNATIVES),
  };
}

function whyNoIndex(options: readonly NestingOption[]): string | undefined {
  const obstacle = options.find(isPathless);
  if (obstacle) return NO_INDEX[obstacle];
  return options.some((option, index) => option === 'items' && options[index + 1] === 'items')
    ? NO_INDEX_IN_LISTS
    : undefined;
}

function isPathless(option: NestingOption): option is keyof typeof NO_INDEX {
  return option in NO_INDEX;
}

function isAlternative(option: NestingOption): boolean {
  return option === 'anyOf' || option === 'allOf' || option === 'oneOf' || option === 'noneOf';
}
