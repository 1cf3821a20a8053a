import mongoose from 'mongoose';
import type { JsonOutput } from '../../json/json-output.js';
import { stringifyExactly } from '../../json/stringify-exactly.js';
import { remembered } from '../../remembered.js';
import { parametersOf } from '../routes/url-rule.js';
import { timeOf } from '../document/stamp.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { LinkedResource } from './links/related-links.js';
import { representWritten } from './represent-item.js';

const { ObjectId } = mongoose.Types;

const TAG = /^[0-9a-f]{40}$/;

/** What receipts of one resource differ in, as they stand inside of JSON's quotes. */
interface Told {
  readonly id: string;
  readonly updated: string;
  readonly created: string;
  readonly tag: string;
}

/** A text that all receipts have, and what is told behind it; nothing behind the last one. */
interface Piece {
  readonly text: string;
  readonly told: keyof Told | undefined;
}

/** They have nothing in common, so whatever differs between their receipts is told of them. */
const [EXAMPLE, OTHER_EXAMPLE] = [
  {
    _id: new ObjectId('5f0e1d2c3b4a596877869504'),
    _updated: new Date('1971-02-03T04:05:06Z'),
    _created: new Date('2038-11-19T17:38:49Z'),
    _etag: 'f0e1d2c3b4a5968778695a4b3c2d1e0f00112233',
  },
  {
    _id: new ObjectId('a1b2c3d4e5f60718293a4b5c'),
    _updated: new Date('2046-08-27T22:51:13Z'),
    _created: new Date('1984-05-14T09:12:35Z'),
    _etag: '0123456789abcdef0123456789abcdef8badf00d',
  },
] as const;

const compiled = new WeakMap<LinkedResource, { readonly writer: ReceiptWriter | undefined }>();

/**
 * Writes what a POST answers for a document as JSON: what `representWritten` makes of it, which is text but for an id, two times and a
 * tag. The text is learnt from what that function makes of two examples.
 */
export class ReceiptWriter {
  private lastTime = NaN;
  private lastDate = '';

  /** None where receipts tell more, or each request has a URL of its own. */
  static of(resource: LinkedResource): ReceiptWriter | undefined {
    return remembered(compiled, resource, () => ({ writer: ReceiptWriter.compile(resource) })).writer;
  }

  private static compile(resource: LinkedResource): ReceiptWriter | undefined {
    const { bandwidthSaver, extraResponseFields, visible, id, item, collection } = resource.definition;
    if (!bandwidthSaver || extraResponseFields.length > 0 || visible.relations.length > 0) return undefined;
    if (id.name !== '_id' || item.path !== '_id' || parametersOf(collection).length > 0) return undefined;
    const writer = new ReceiptWriter(resource, []);
    const pieces = writer.piecesOf(EXAMPLE);
    const isLearnt = JSON.stringify(pieces) === JSON.stringify(writer.piecesOf(OTHER_EXAMPLE));
    return isLearnt && pieces.length > 0 ? new ReceiptWriter(resource, pieces) : undefined;
  }

  private constructor(
    private readonly resource: LinkedResource,
    private readonly pieces: readonly Piece[],
  ) {}

  write(out: JsonOutput, document: StoredDocument): void {
    const told = this.toldOf(document);
    out.json(told ? this.fill(told) : this.textOf(document));
  }

  private fill(told: Told): string {
    let text = '';
    for (const piece of this.pieces) text += piece.told ? piece.text + told[piece.told] : piece.text;
    return text;
  }

  private textOf(document: StoredDocument): string {
    return stringifyExactly(representWritten(document, this.resource)) ?? 'null';
  }

  /** Undefined of a document with an id or a tag of another kind. */
  private toldOf(document: StoredDocument): Told | undefined {
    const { _id, _etag } = document;
    if (!(_id instanceof ObjectId) || _etag === undefined || !TAG.test(_etag)) return undefined;
    const id = _id.toHexString();
    if (!this.resource.definition.item.form.test(id)) return undefined;
    const updated = this.dateOf(timeOf(document._updated));
    return { id, updated, created: this.dateOf(timeOf(document._created)), tag: _etag };
  }

  /** Most are the last one again. */
  private dateOf(date: Date): string {
    const time = date.getTime();
    if (time === this.lastTime) return this.lastDate;
    this.lastTime = time;
    this.lastDate = JSON.stringify(this.resource.definition.policy.dates.format(date)).slice(1, -1);
    return this.lastDate;
  }

  /** Of an example's receipt; none where not all that is told can be told apart. */
  private piecesOf(example: StoredDocument): readonly Piece[] {
    const told = this.toldOf(example);
    if (!told || new Set(Object.values(told)).size < Object.keys(told).length) return [];
    const names = Object.keys(told) as readonly (keyof Told)[]; // the keys of a literal
    const pieces: Piece[] = [];
    let rest = this.textOf(example);
    for (;;) {
      const found = names.map((name) => ({ name, at: rest.indexOf(told[name]) })).filter(({ at }) => at !== -1);
      const [first] = found.toSorted((one, other) => one.at - other.at);
      pieces.push({ text: rest.slice(0, first?.at), told: first?.name });
      if (!first) return pieces;
      rest = rest.slice(first.at + told[first.name].length);
    }
  }
}
