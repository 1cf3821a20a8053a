import type { ValidationArguments } from 'class-validator';
import type { Surroundings } from './rule.js';

/** What a constraint of class-validator is given, and where the document under validation stands. */
export interface PlacedArguments extends ValidationArguments {
  readonly surroundings?: Surroundings | undefined;
}

/** What a value stands in, for a rule that looks around. Only the service's own validation says so. */
export function surroundingsIn(args: PlacedArguments): Surroundings {
  const { surroundings, property } = args;
  if (!surroundings) throw new Error(`${property}: a rule looked around in a document that stands nowhere.`);
  return surroundings;
}
