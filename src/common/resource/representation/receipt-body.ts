import { DirectBody } from '../../json/direct-body.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { EmbeddedDocuments } from '../relations/embedded-documents.js';
import { ReceiptWriter } from './receipt-writer.js';
import type { LinkedResource } from './links/related-links.js';
import { representWritten } from './represent-item.js';

/** What a POST answers: of one document its receipt, of several a list; written straight where all that they tell is known. */
export function receiptBody(
  documents: readonly StoredDocument[],
  resource: LinkedResource,
  embedded: readonly EmbeddedDocuments[],
): unknown {
  const { statusName, statusOk, itemsName } = resource.definition.names;
  const make = (): unknown => {
    const receipts = documents.map((document) => representWritten(document, resource, embedded));
    return receipts.length === 1 ? receipts[0] : { [statusName]: statusOk, [itemsName]: receipts };
  };
  const around = JSON.stringify({ [statusName]: statusOk, [itemsName]: [] });
  const writer = ReceiptWriter.of(resource);
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
