import { DirectBody } from '../../json/direct-body.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { EmbeddedDocuments } from '../relations/embedded-documents.js';
import { WriteResponseWriter } from './write-response-writer.js';
import type { LinkedResource } from './links/related-links.js';
import { representWritten } from './represent-item.js';

/** The response to a POST: of one document its write response, of several a list; written straight where everything in it is known. */
export function writeResponseBody(
  documents: readonly StoredDocument[],
  resource: LinkedResource,
  embedded: readonly EmbeddedDocuments[],
): unknown {
  const { statusName, statusOk, itemsName } = resource.definition.names;
  const make = (): unknown => {
    const writeResponses = documents.map((document) => representWritten(document, resource, embedded));
    return writeResponses.length === 1 ? writeResponses[0] : { [statusName]: statusOk, [itemsName]: writeResponses };
  };
  const around = JSON.stringify({ [statusName]: statusOk, [itemsName]: [] });
  const writer = WriteResponseWriter.of(resource);
  if (!writer || embedded.length > 0 || !around.endsWith('[]}')) return make();
  return new DirectBody((out) => {
    const [only] = documents;
    if (only && documents.length === 1) {
      writer.write(out, only);
      return;
    }
    out.json(around.slice(0, -']}'.length));
    for (const [index, document] of documents.entries()) {
      if (index > 0) out.ascii(',');
      writer.write(out, document);
    }
    out.ascii(']}');
  }, make);
}
