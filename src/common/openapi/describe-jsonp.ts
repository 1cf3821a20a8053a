import type { OperationObject, ParameterObject, ResponseObject } from '@nestjs/swagger';
import { BadQuery } from '../errors/api-error.js';
import type { ErrorVocabulary } from '../errors/error-vocabulary.js';
import { describeErrors } from './describe-errors.js';

const SCRIPT = {
  'application/javascript': {
    schema: { type: 'string', description: 'A call of the function that the request names, with the JSON.' },
  },
};

/** Adds to a GET that its answer can be handed to a function (JSONP), by a parameter of this name. */
export function describeJsonp(operation: OperationObject, argument: string, words: ErrorVocabulary): OperationObject {
  const rejection = describeErrors({ noFunction: new BadQuery(argument, `${argument} must name one function`) }, words);
  const responses = Object.entries({ ...rejection, ...operation.responses }) as [string, ResponseObject][]; // none of ours is a reference
  return {
    ...operation,
    parameters: [...(operation.parameters ?? []), parameter(argument)],
    responses: Object.fromEntries(responses.map(([status, response]) => [status, withScript(response)])),
  };
}

function withScript(response: ResponseObject): ResponseObject {
  if (!response.content?.['application/json']) return response;
  return { ...response, content: { ...response.content, ...SCRIPT } };
}

function parameter(name: string): ParameterObject {
  return {
    name,
    in: 'query',
    required: false,
    description: 'The JavaScript function that the answer, a script then, hands the JSON to.',
    schema: { type: 'string', pattern: '^[a-zA-Z_$][\\w$.]*$' },
  };
}
