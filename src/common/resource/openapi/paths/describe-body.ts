import type { ContentObject, RequestBodyObject } from '@nestjs/swagger';
import { FORM_TYPES } from '../../../http/read-bodies.js';
import { jsonContent, schemaRef, type Schema } from '../../../openapi/content.js';
import { representWritten } from '../../representation/represent-item.js';
import { anotherDocument, exampleChanges, exampleDocument, exampleStored } from '../examples/example-values.js';
import type { ServedResource } from '../served-resource.js';

/** The body of a POST: one document or a list of them. */
export function describeDocuments({ definition, settings, catalogue }: ServedResource): RequestBodyObject {
  const one = schemaRef(catalogue.namesOf(definition).document);
  const isBulk = definition.bulkEnabled;
  const many: Schema = { type: 'array', items: one, minItems: 1, maxItems: isBulk ? definition.bulkLimit : 1 };
  const examples = {
    one: exampleDocument(definition),
    ...(isBulk && { many: [exampleDocument(definition), anotherDocument(definition)] }),
  };
  return {
    required: true,
    content: {
      ...jsonContent({ oneOf: [one, many] }, examples, settings.jsonRequestContentTypes),
      ...formContent(one),
    },
  };
}

/** The body of a PUT. */
export function describeDocument({ definition, settings, catalogue }: ServedResource): RequestBodyObject {
  const schema = schemaRef(catalogue.namesOf(definition).document);
  const examples = { document: anotherDocument(definition) };
  return {
    required: true,
    content: { ...jsonContent(schema, examples, settings.jsonRequestContentTypes), ...formContent(schema) },
  };
}

/** The body of a PATCH. */
export function describeChanges({ definition, settings, catalogue }: ServedResource): RequestBodyObject {
  const schema = schemaRef(catalogue.namesOf(definition).changes);
  const examples = { changes: exampleChanges(definition) };
  return {
    required: true,
    content: { ...jsonContent(schema, examples, settings.jsonRequestContentTypes), ...formContent(schema) },
  };
}

/** A form, whose texts are cast. */
function formContent(schema: Schema): ContentObject {
  return Object.fromEntries(FORM_TYPES.map((type) => [type, { schema }]));
}

/** The response to a write of one document. */
export function describeWriteResponse(resource: ServedResource): ContentObject {
  const { definition, catalogue } = resource;
  const example = representWritten(exampleStored(definition), resource);
  return jsonContent(schemaRef(catalogue.namesOf(definition).writeResponse), { one: example });
}

/** The response to a POST. */
export function describeWriteResponses(resource: ServedResource): ContentObject {
  const { definition, catalogue } = resource;
  const { writeResponse, writeResponseList } = catalogue.namesOf(definition);
  const { statusName, statusOk, itemsName } = definition.names;
  const one = representWritten(exampleStored(definition), resource);
  if (!definition.bulkEnabled) return jsonContent(schemaRef(writeResponse), { one });
  const many = { [statusName]: statusOk, [itemsName]: [one, one] };
  return jsonContent({ oneOf: [schemaRef(writeResponse), schemaRef(writeResponseList)] }, { one, many });
}
