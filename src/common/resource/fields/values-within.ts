import type { FieldDefinition, ValueDefinition } from './field-definition.js';

/** The options of a definition that hold further definitions. */
export type NestingOption =
  'fields' | 'items' | 'elements' | 'keysRules' | 'valuesRules' | 'anyOf' | 'allOf' | 'oneOf' | 'noneOf';

/** From a definition to one that it holds: by which option, and of several to which. */
export interface Step {
  readonly option: NestingOption;
  readonly key?: string;
}

/** A definition, and the way to it from its resource. */
export interface PlacedDefinition {
  readonly definition: ValueDefinition;
  readonly steps: readonly Step[];
}

/** All definitions among these fields, at whatever depth, each after those around it. */
export function* valuesWithin(fields: readonly FieldDefinition[]): Generator<PlacedDefinition> {
  yield* walk({ fields }, []);
}

function* walk(around: ValueDefinition, steps: readonly Step[]): Generator<PlacedDefinition> {
  for (const { definition, step } of heldBy(around)) {
    const way = [...steps, step];
    yield { definition, steps: way };
    yield* walk(definition, way);
  }
}

interface Held {
  readonly definition: ValueDefinition;
  readonly step: Step;
}

const LISTS = ['elements', 'anyOf', 'allOf', 'oneOf', 'noneOf'] as const satisfies readonly NestingOption[];
const SINGLES = ['items', 'keysRules', 'valuesRules'] as const satisfies readonly NestingOption[];

function* heldBy(around: ValueDefinition): Generator<Held> {
  for (const field of around.fields ?? []) yield { definition: field, step: { option: 'fields', key: field.name } };
  for (const option of SINGLES) {
    const definition = around[option];
    if (definition) yield { definition, step: { option } };
  }
  for (const option of LISTS) {
    for (const [index, definition] of (around[option] ?? []).entries())
      yield { definition, step: { option, key: String(index) } };
  }
}

/** The way as a decorated class has it: `shape.anyOf.0.by`; that an element is a sub-document goes without saying. */
export function pathOf(steps: readonly Step[]): string {
  const names = steps.flatMap(({ option, key }, index) => {
    if (option === 'fields') return key ?? [];
    if (option === 'items' && steps[index + 1]?.option === 'fields') return [];
    return key === undefined ? option : [option, key];
  });
  return names.join('.');
}
