import type { ValueDefinition } from './field-definition.js';

/** A definition without some of its rules. */
export function withoutRules<V extends ValueDefinition>(definition: V, rules: ReadonlySet<string>): V {
  return Object.fromEntries(Object.entries(definition).filter(([rule]) => !rules.has(rule))) as V; // what it must have is no rule
}
