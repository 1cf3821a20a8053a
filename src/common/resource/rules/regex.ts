import { RE2JS } from 're2js';
import { issueNode } from './issue-tree.js';
import type { Rule } from './rule.js';

const compiled = new Map<string, RE2JS>();

/** A pattern that a string must match from beginning to end. RE2 takes time in proportion to the string, whatever the pattern. */
export const regex: Rule<string> = {
  skipsEmpty: true,
  test: (value, pattern) => typeof value !== 'string' || compile(pattern).matcher(value).lookingAt(),
  explain: (_, pattern) => issueNode('regex', pattern),
};

/** As Eve reads a pattern: at the beginning, and with a `$` where it has none. Throws where RE2 cannot read it. */
function compile(pattern: string): RE2JS {
  const known = compiled.get(pattern);
  if (known) return known;
  const fresh = RE2JS.compile(pattern.endsWith('$') ? pattern : `${pattern}$`);
  compiled.set(pattern, fresh);
  return fresh;
}

/** Rejects a definition whose pattern RE2 cannot read: look-around, back-references, mistakes. */
export function requireReadable(pattern: string, field: string): void {
  try {
    compile(pattern);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it is malformed';
    throw new Error(`${field}: the regex '${pattern}' is not one of RE2, which has no look-around: ${reason}`);
  }
}
