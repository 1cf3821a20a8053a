import type { DocumentPlace } from './place.js';
import type { Members } from '../../values/members.js';

const SHORTHAND = /^(anyof|allof|oneof|noneof)_(.+)$/;

/** `anyof_type: [string, integer]` → `anyof: [{type: string}, {type: integer}]`, for every rule, as Cerberus does it. */
export function expandShorthands(rules: Members, place: DocumentPlace): Members {
  const expanded: Record<string, unknown> = {};
  for (const [name, constraint] of Object.entries(rules)) {
    const [, logic, rule] = SHORTHAND.exec(name) ?? [];
    if (logic === undefined || rule === undefined) expanded[name] = constraint;
    else if (logic in expanded || Object.hasOwn(rules, logic)) place.at(name).reject(`there can be one ${logic} only`);
    else if (Array.isArray(constraint)) expanded[logic] = constraint.map((one: unknown) => ({ [rule]: one }));
    else place.at(name).rejectValue(constraint, 'a list');
  }
  return expanded;
}
