import type { ValidationRules } from '../fields/field-definition.js';
import { isEqual } from '../../values/is-equal.js';
import { issueNode, type IssueNode } from './issue-tree.js';
import type { ContextualRule, RuleContext } from './rule.js';
import { issue } from './validation-issue.js';

type Wanted = NonNullable<ValidationRules['dependencies']>;

/** Fields that must be there too, or the values they must have; stored ones count. */
export const dependencies: ContextualRule<Wanted> = {
  needsContext: true,
  explain: (_, wanted, context) => {
    if (!isByValue(wanted)) return findMissing(wanted, context);
    return areMet(wanted, context) ? undefined : issueNode('dependency_values', wanted);
  },
};

/** Fields that must not be sent together with this one. */
export const excludes: ContextualRule<string | readonly string[]> = {
  needsContext: true,
  explain: (_, names, { document, field }) => {
    const others = [names].flat();
    if (!others.some((name) => Object.hasOwn(document, name))) return undefined;
    return issueNode('excludes', others, field.name);
  },
};

function isByValue(wanted: Wanted): wanted is Readonly<Record<string, unknown>> {
  return typeof wanted === 'object' && !Array.isArray(wanted);
}

function areMet(wanted: Readonly<Record<string, unknown>>, context: RuleContext): boolean {
  return Object.entries(wanted).every(([path, values]) => {
    const value = lookUp(path, context);
    return value !== undefined && [values].flat().some((one) => isEqual(one, value));
  });
}

function findMissing(wanted: string | readonly string[], context: RuleContext): IssueNode | undefined {
  const missing = [wanted].flat().filter((path) => lookUp(path, context) === undefined);
  if (missing.length === 0) return undefined;
  return { issues: missing.map((path) => issue('dependency', path)).toReversed() }; // Cerberus reports the last one first
}

/** The value at a dotted path; `^` in front starts at the whole document. `undefined` where there is none. */
function lookUp(path: string, { document, stored, root }: RuleContext): unknown {
  if (path.startsWith('^') && !path.startsWith('^^')) return valueAt(root, path.slice(1).split('.'));
  const names = path.replace(/^\^\^/, '').split('.');
  const sent = valueAt(document, names);
  return sent === undefined ? valueAt(stored, names) : sent;
}

function valueAt(document: object, names: readonly string[]): unknown {
  return names.reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    return (value as Readonly<Record<string, unknown>>)[name];
  }, document);
}
