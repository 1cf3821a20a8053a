import type { Issue, Issues } from '../../errors/api-error.js';
import { pythonStr } from '../definition/python-repr.js';
import { addIssue } from './add-issue.js';
import { valuesAt } from './values-at.js';

/**
 * What a unique index had against a document, by the path of each field as the index names it → by its place in the document: of a
 * list the element whose value is taken.
 */
export function placeTaken(issues: Readonly<Record<string, Issue>>, document: object): Issues {
  return Object.entries(issues).reduce<Issues>((placed, [path, issue]) => {
    const values = valuesAt(document, path);
    const taken = values.find(({ value }) => issue === `value '${pythonStr(value)}' is not unique`) ?? values[0];
    return addIssue(placed, taken?.at ?? path.split('.'), typeof issue === 'string' ? issue : 'is not unique');
  }, {});
}
