import { DirectBody } from '../../json/direct-body.js';
import type { JsonOutput } from '../../json/json-output.js';
import { remembered } from '../../remembered.js';
import { areLazy, type LazyDocument } from '../document/lazy-document.js';
import { NOTHING_EMBEDDED } from '../relations/embedded-documents.js';
import { DocumentWriter } from './document-writer.js';
import { LinkWriter } from './links/link-writer.js';
import type { LinkedResource } from './links/related-links.js';
import { aroundItems, representPage, type Page, type PageRepresentation } from './represent-page.js';

const linkWriters = new WeakMap<LinkedResource, LinkWriter>();

/** A page as it is answered: written straight from what was read, where nothing was done with that. */
export function pageBody(page: Page, resource: LinkedResource): DirectBody | PageRepresentation {
  const { documents, embedded = NOTHING_EMBEDDED } = page;
  if (embedded.length > 0 || !areLazy(documents)) return representPage(page, resource);
  return new DirectBody(
    (out) => {
      out.json(`{${JSON.stringify(resource.definition.names.itemsName)}:[`);
      writeElements(out, documents, resource);
      const around = JSON.stringify(aroundItems(page, resource)).slice(1);
      out.json(around === '}' ? ']}' : `],${around}`);
    },
    () => representPage(page, resource),
  );
}

/** As `representElements`. */
function writeElements(out: JsonOutput, documents: readonly LazyDocument[], resource: LinkedResource): void {
  const { hateoas, names } = resource.definition;
  const writer = DocumentWriter.of(resource.definition);
  const links = hateoas ? remembered(linkWriters, resource, () => new LinkWriter(resource)) : undefined;
  const linksKey = `,${JSON.stringify(names.linksName)}:`;
  for (const [index, document] of documents.entries()) {
    out.ascii(index === 0 ? '{' : ',{');
    writer.write(out, document);
    if (links) {
      out.json(linksKey);
      links.write(out, document);
    }
    out.ascii('}');
  }
}
