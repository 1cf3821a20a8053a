import { BadRequest } from './api-error.js';

/** The words of `_issues` about a value that a client gives several times, of which all but one would be lost. */
export const GIVEN_SEVERAL_TIMES = 'given several times';

/** The rejection of a body that gives a value several times; it is named by its path. */
export function givenSeveralTimes(path: string): BadRequest {
  return new BadRequest('The request body gives a name several times', { [path]: GIVEN_SEVERAL_TIMES });
}
