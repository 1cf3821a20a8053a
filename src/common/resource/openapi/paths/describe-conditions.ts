import type { HeadersObject, ParameterObject } from '@nestjs/swagger';
import { headerRefs } from '../../../openapi/content.js';
import type { ResourceDefinition } from '../../definition/resource-definition.js';

const IF_NONE_MATCH: ParameterObject = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'Entity tags, separated by commas, that the client has: 304 when one of them is current.',
  schema: { type: 'string' },
};

const IF_MODIFIED_SINCE: ParameterObject = {
  name: 'If-Modified-Since',
  in: 'header',
  required: false,
  description: '304 when the document has not been written since. Ignored beside `If-None-Match`.',
  schema: { type: 'string', format: 'http-date' },
};

/** The headers by which a GET asks for a document only if it has changed. */
export function describeConditions({ ifMatch }: ResourceDefinition): ParameterObject[] {
  return [...(ifMatch ? [IF_NONE_MATCH] : []), IF_MODIFIED_SINCE];
}

/** The headers of an answer that identify the state of a document. */
export function validatorRefs({ ifMatch }: ResourceDefinition): HeadersObject {
  return ifMatch ? headerRefs('ETag', 'Last-Modified') : headerRefs('Last-Modified');
}

/** Whether a write must say which state of the document it means. */
export function needsIfMatch({ ifMatch, enforceIfMatch }: ResourceDefinition): boolean {
  return ifMatch && enforceIfMatch;
}

/** The header by which a write says which state it means. */
export function describeIfMatch(definition: ResourceDefinition): ParameterObject {
  return describe(definition, needsIfMatch(definition));
}

/** The same for a PUT, which may create the document. */
export function describeIfMatchOfPut(definition: ResourceDefinition): ParameterObject {
  const isNeeded = needsIfMatch(definition);
  if (!isNeeded || !definition.upsertOnPut) return describe(definition, isNeeded);
  const parameter = describe(definition, false);
  return { ...parameter, description: `${parameter.description ?? ''} Required where the document exists.` };
}

function describe({ ifMatch, names }: ResourceDefinition, required: boolean): ParameterObject {
  const origin = ifMatch ? `, from \`ETag\` or \`${names.etagName}\`` : ', which no answer reports here';
  return {
    name: 'If-Match',
    in: 'header',
    required,
    description:
      `The entity tag of the state that the client means${origin}; several, separated by commas; or \`*\` ` +
      'for any state.',
    schema: { type: 'string' },
  };
}
