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
  return isByMember(found) ? issueAt(found, rest) : undefined;
}

function join(present: Issue | undefined, rest: readonly string[], issue: string): Issue {
  if (rest.length > 0) {
    if (present === undefined || isByMember(present)) return addIssue(present ?? {}, rest, issue);
    return [...asList(present), addIssue({}, rest, issue)];
  }
  return present === undefined ? issue : [...asList(present), issue];
}

function isByMember(issue: Issue): issue is Issues {
  return typeof issue === 'object' && !Array.isArray(issue);
}

function asList(issue: Issue): readonly Issue[] {
  return Array.isArray(issue) ? (issue as readonly Issue[]) : [issue]; // `isArray` says any[]
}
