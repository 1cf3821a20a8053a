import { DirectBody } from '../../json/direct-body.js';
import { LazyDocument } from '../document/lazy-document.js';
import type { ItemQuery } from '../query/list-query.js';
import type { Item } from '../relations/embedded-documents.js';
import { DocumentWriter } from './document-writer.js';
import { LinkWriter } from './links/link-writer.js';
import type { LinkedResource } from './links/related-links.js';
import { itemLinks, representItem, type Representation } from './represent-item.js';

/** The answer to the last question: most ask nothing, and are the same one. */
const latest = new WeakMap<LinkedResource, { readonly query: ItemQuery; readonly writer: LinkWriter }>();

/** An item as it is answered: written straight from what was read, where nothing was done with that. */
export function itemBody(item: Item, resource: LinkedResource, query: ItemQuery): DirectBody | Representation {
  const { document, embedded } = item;
  if (embedded.length > 0 || !(document instanceof LazyDocument)) return representItem(item, resource, query);
  const { hateoas, names } = resource.definition;
  return new DirectBody(
    (out) => {
      out.ascii('{');
      DocumentWriter.of(resource.definition).write(out, document);
      if (hateoas) {
        out.json(`,${JSON.stringify(names.linksName)}:`);
        linkWriter(resource, query).write(out, document);
      }
      out.ascii('}');
    },
    () => representItem(item, resource, query),
  );
}

function linkWriter(resource: LinkedResource, query: ItemQuery): LinkWriter {
  const known = latest.get(resource);
  if (known?.query === query) return known.writer;
  const writer = new LinkWriter(resource, itemLinks(resource, query));
  latest.set(resource, { query, writer });
  return writer;
}
