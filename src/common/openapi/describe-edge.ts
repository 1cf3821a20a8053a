import type {
  OperationObject,
  ParameterObject,
  PathItemObject,
  ResponseObject,
  ResponsesObject,
} from '@nestjs/swagger';
import type { ApiSettings } from '../../config/api-settings.js';
import { MethodNotAllowed } from '../errors/api-error.js';
import type { ErrorVocabulary } from '../errors/error-vocabulary.js';
import { headerRefs } from './content.js';
import { describeErrors } from './describe-errors.js';
import { describeFormats } from './describe-formats.js';
import { describeJsonp } from './describe-jsonp.js';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;
type Method = (typeof METHODS)[number];

const REQUEST_ID: ParameterObject = {
  name: 'X-Request-Id',
  in: 'header',
  required: false,
  description:
    'An id of your own for the request: up to 128 letters, digits and `._:-`. Without it the service makes one.',
  schema: { type: 'string', pattern: '^[\\w.:-]{1,128}$' },
};

/** The settings of the edge. */
type EdgeSettings = ErrorVocabulary &
  Pick<ApiSettings, 'allowOverrideHttpMethod' | 'renderers' | 'jsonpArgument' | 'linksName' | 'metaName'>;

/** Adds to a path what the edge of the service does for every URL: HEAD, OPTIONS, method override, request ids, 500, formats. */
export function describeEdge(path: PathItemObject, settings: EdgeSettings): PathItemObject {
  const { jsonpArgument } = settings;
  const own = mapOperations(path, (operation, method) => {
    const complete = withDefect(operation, settings);
    return method === 'get' && jsonpArgument !== '' ? describeJsonp(complete, jsonpArgument, settings) : complete;
  });
  const { get: read } = own;
  const [first] = METHODS.flatMap((method) => own[method] ?? []);
  const complete = { ...own, ...(read && { head: toHead(read) }), options: describeOptions(first) };
  const allowed = METHODS.filter((method) => method in complete).map((method) => method.toUpperCase());
  return mapOperations(complete, (operation, method) => {
    const offered = settings.allowOverrideHttpMethod
      ? withOverride({ method, operation, allowed }, settings)
      : operation;
    return withRequestId(withFormats(offered, settings));
  });
}

function mapOperations(
  path: PathItemObject,
  change: (operation: OperationObject, method: Method) => OperationObject,
): PathItemObject {
  const changed = METHODS.flatMap((method) => {
    const operation = path[method];
    return operation ? [[method, change(operation, method)] as const] : [];
  });
  return { ...path, ...Object.fromEntries(changed) };
}

function withDefect(operation: OperationObject, words: ErrorVocabulary): OperationObject {
  return { ...operation, responses: { ...operation.responses, ...describeErrors({ defect: new Error() }, words) } };
}

function withFormats(operation: OperationObject, settings: EdgeSettings): OperationObject {
  return { ...operation, responses: mapResponses(operation.responses, (one) => describeFormats(one, settings)) };
}

/** As GET, without a body. */
function toHead({ operationId, summary, responses, ...shared }: OperationObject): OperationObject {
  return {
    ...shared,
    operationId: renamed(operationId, 'head'),
    summary: `The headers alone of: ${summary ?? ''}`,
    responses: mapResponses(responses, withoutContent),
  };
}

function withoutContent({ description, headers = {} }: ResponseObject): ResponseObject {
  return { description, headers };
}

function mapResponses(
  responses: ResponsesObject,
  change: (response: ResponseObject) => ResponseObject,
): Record<string, ResponseObject> {
  // None of ours is a reference.
  const described = Object.entries(responses) as [string, ResponseObject][];
  return Object.fromEntries(described.map(([status, response]) => [status, change(response)]));
}

function describeOptions(sibling: OperationObject | undefined): OperationObject {
  return {
    ...(sibling?.tags && { tags: sibling.tags }),
    operationId: renamed(sibling?.operationId, 'options'),
    summary: 'The methods of this URL',
    parameters: (sibling?.parameters ?? []).filter((parameter) => 'in' in parameter && parameter.in === 'path'),
    responses: { 200: { description: 'They are in `Allow`.', headers: headerRefs('Allow') } },
  };
}

/** `listEstimations`, `getEstimation` → `headEstimations`, `headEstimation`. */
function renamed(operationId = '', verb: string): string {
  return operationId.replace(/^[a-z]+/, verb);
}

/** An operation of a URL, and the methods of that. */
interface OfferedOperation {
  readonly method: Method;
  readonly operation: OperationObject;
  readonly allowed: readonly string[];
}

function withOverride({ method, operation, allowed }: OfferedOperation, words: ErrorVocabulary): OperationObject {
  if (method === 'post') {
    const { responses } = operation;
    const error = describeErrors({ methodNotAllowed: new MethodNotAllowed(allowed) }, words);
    return { ...withParameter(operation, describeOverride()), responses: { ...responses, ...error } };
  }
  if (method !== 'put' && method !== 'patch' && method !== 'delete') return operation;
  return withParameter(operation, describeOverride(method.toUpperCase()));
}

function describeOverride(method?: string): ParameterObject {
  const values = method === undefined ? ['GET', 'PUT', 'PATCH', 'DELETE'] : [method];
  return {
    name: 'X-HTTP-Method-Override',
    in: 'header',
    required: false,
    description:
      method === undefined
        ? 'The method that is meant, from a client that can only POST; it has to be one of this URL.'
        : `Sent with POST instead of ${method}, by a client that can only POST.`,
    schema: { type: 'string', enum: values },
  };
}

function withRequestId(operation: OperationObject): OperationObject {
  const responses = mapResponses(operation.responses, (response) => ({
    ...response,
    headers: { ...response.headers, ...headerRefs('X-Request-Id') },
  }));
  return withParameter({ ...operation, responses }, REQUEST_ID);
}

function withParameter(operation: OperationObject, parameter: ParameterObject): OperationObject {
  return { ...operation, parameters: [...(operation.parameters ?? []), parameter] };
}
