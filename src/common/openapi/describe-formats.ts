import type { ContentObject, MediaTypeObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import type { FormatOptions } from '../http/formats/formats.js';
import { toXml, type EnvelopeNames } from '../http/formats/to-xml.js';
import { schemaRef } from './content.js';

/** Bodies that no JSON schema can tell of. */
export const FORMAT_SCHEMAS = {
  Xml: {
    type: 'string',
    description:
      'The same in XML, as Eve writes it: a `<resource>` with `<link>` elements and an element for each field, by name; ' +
      'lists repeat their element, the items of a page are resources inside. Also as `text/xml` and `application/x-xml`.',
  },
} as const satisfies Record<string, SchemaObject>;

/** A response that is described as JSON, in the formats that are on. */
export function describeFormats(
  response: ResponseObject,
  { renderers, ...names }: Omit<FormatOptions, 'jsonSortKeys' | 'jsonpArgument'>,
): ResponseObject {
  const { 'application/json': json, ...others } = response.content ?? {};
  if (!json) return response;
  const formats = { json: { 'application/json': json }, xml: { 'application/xml': describeXml(json, names) } };
  const content = Object.assign({}, ...renderers.map((name) => formats[name]), others) as ContentObject;
  return { ...response, content };
}

function describeXml({ example, examples = {} }: MediaTypeObject, names: EnvelopeNames): MediaTypeObject {
  const [first] = Object.values(examples);
  const shown: unknown = example ?? (first && 'value' in first ? first.value : undefined);
  return { schema: schemaRef('Xml'), ...(shown !== undefined && { example: toXml(shown, names) }) };
}
