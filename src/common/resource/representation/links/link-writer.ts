import mongoose from 'mongoose';
import { JsonFragment, type JsonOutput } from '../../../json/json-output.js';
import type { LazyDocument } from '../../document/lazy-document.js';
import { DocumentWriter } from '../document-writer.js';
import { linkByValue, type Links } from './links.js';
import { ownLinks } from './own-links.js';
import type { LinkedResource } from './related-links.js';

const NO_LINKS: Links = {};
const EXAMPLE = new mongoose.Types.ObjectId();

/** Writes the links of a resource's documents as JSON: most are known but for an ObjectId. */
export class LinkWriter {
  private readonly documents: DocumentWriter;
  /** Whether the URL of a document with an ObjectId ends in its digits, and no other links depend on what is in it. */
  private readonly isKnown: boolean;
  /** The text before the digits of the id, and behind them. */
  private readonly start: JsonFragment;
  private readonly end: JsonFragment;

  /** @param common the links that all have beside their own */
  constructor(
    private readonly resource: LinkedResource,
    private readonly common = NO_LINKS,
  ) {
    const { definition, url } = resource;
    this.documents = DocumentWriter.of(definition);
    this.isKnown =
      definition.visible.relations.length === 0 &&
      linkByValue(resource, EXAMPLE)?.href === `${url}/${EXAMPLE.toHexString()}`;
    const self = JSON.stringify({ self: { title: definition.itemTitle, href: `${url}/` } });
    const others = JSON.stringify(common).slice(1);
    this.start = new JsonFragment(self.slice(0, -'"}}'.length));
    this.end = new JsonFragment(others === '}' ? '"}}' : `"},${others}`);
  }

  write(out: JsonOutput, document: LazyDocument): void {
    const { resource, common, start, end } = this;
    const id = this.isKnown ? this.documents.objectIdAt(document) : undefined;
    if (id === undefined) {
      out.json(JSON.stringify({ ...ownLinks(document.document, resource), ...common }));
      return;
    }
    out.fragment(start);
    out.hexDigits(document.bytes, id, id + 12);
    out.fragment(end);
  }
}
