import { ValidationFailed } from '../../errors/api-error.js';
import { hasIssues, type Validated } from './validate-document.js';

/** The document, or `ValidationFailed` when anything is wrong with it. */
export function requireValid(validated: Validated): object {
  if (hasIssues(validated)) throw new ValidationFailed(validated.issues);
  return validated.document;
}
