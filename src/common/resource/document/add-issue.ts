import type { Issue, Issues } from '../../errors/api-error.js';

/** The issues with one more, at a place in the document; what stands there already becomes a list with it. */
export function addIssue(issues: Issues, [name, ...rest]: readonly string[], issue: string): Issues {
  if (name === undefined) return issues;
  return { ...issues, [name]: join(Object.hasOwn(issues, name) ? issues[name] : undefined, rest, issue) };
}

/** What is wrong at exactly this place, if anything is. */
export function issueAt(issues: Issues, [name, ...rest]: readonly string[]): Issue | undefined {
  const found = name !== undefined && Object.hasOwn(issues, name) ? issues[name] : undefined;
  if (found === undefined || rest.length === 0) return found;
  const inside = asList(found).find(isByMember);
  return inside && issueAt(inside, rest);
}

function join(present: Issue | undefined, rest: readonly string[], issue: string): Issue {
  if (rest.length === 0) return present === undefined ? issue : [...asList(present), issue];
  if (present === undefined) return addIssue({}, rest, issue);
  if (isByMember(present)) return addIssue(present, rest, issue);
  const known = asList(present);
  const inside = known.find(isByMember) ?? {};
  return [...known.filter((other) => other !== inside), addIssue(inside, rest, issue)];
}

function isByMember(issue: Issue): issue is Issues {
  return typeof issue === 'object' && !Array.isArray(issue);
}

function asList(issue: Issue): readonly Issue[] {
  return Array.isArray(issue) ? (issue as readonly Issue[]) : [issue]; // `isArray` says any[]
}
