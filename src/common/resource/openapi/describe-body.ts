import type { ContentObject, RequestBodyObject } from '@nestjs/swagger';
import { jsonContent, schemaRef, type Schema } from '../../openapi/content.js';
import { representWritten } from '../representation/represent-item.js';
import { anotherDocument, exampleChanges, exampleDocument, exampleStored } from './example-values.js';
import { schemaNames } from './schema-names.js';
import type { ServedResource } from './served-resource.js';

/** The body of a POST: one document or a list of them. */
export function describeDocuments({ definition, settings }: ServedResource): RequestBodyObject {
  const one = schemaRef(schemaNames(definition).document);
  const many: Schema = { type: 'array', items: one, minItems: 1, maxItems: settings.bulkLimit };
  const examples = {
    one: exampleDocument(definition),
    many: [exampleDocument(definition), anotherDocument(definition)],
  };
  return { required: true, content: { ...jsonContent({ oneOf: [one, many] }, examples), ...formContent(one) } };
}

/** The body of a PUT. */
export function describeDocument({ definition }: ServedResource): RequestBodyObject {
  const schema = schemaRef(schemaNames(definition).document);
  return {
    required: true,
    content: { ...jsonContent(schema, { document: anotherDocument(definition) }), ...formContent(schema) },
  };
}

/** The body of a PATCH. */
export function describeChanges({ definition }: ServedResource): RequestBodyObject {
  const schema = schemaRef(schemaNames(definition).changes);
  return {
    required: true,
    content: { ...jsonContent(schema, { changes: exampleChanges(definition) }), ...formContent(schema) },
  };
}

/** The same as a URL-encoded form, whose texts are cast. */
function formContent(schema: Schema): ContentObject {
  return { 'application/x-www-form-urlencoded': { schema } };
}

/** What a write of one document answers. */
export function describeReceipt(resource: ServedResource): ContentObject {
  const { definition } = resource;
  const example = representWritten(exampleStored(definition), resource);
  return jsonContent(schemaRef(schemaNames(definition).receipt), { one: example });
}

/** What a POST answers. */
export function describeReceipts(resource: ServedResource): ContentObject {
  const { definition } = resource;
  const { receipt, receiptList } = schemaNames(definition);
  const one = representWritten(exampleStored(definition), resource);
  const many = { _status: 'OK', _items: [one, one] };
  return jsonContent({ oneOf: [schemaRef(receipt), schemaRef(receiptList)] }, { one, many });
}
