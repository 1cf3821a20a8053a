import mongoose from 'mongoose';
import type { JsonOutput } from '../../json/json-output.js';
import { stringifyExactly } from '../../json/stringify-exactly.js';
import { remembered } from '../../remembered.js';
import { parametersOf } from '../routes/url-rule.js';
import { timeOf } from '../document/stamp.js';
import { addedExamples } from '../definition/server-fields.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { LinkedResource } from './links/related-links.js';
import { representWritten } from './represent-item.js';

const { ObjectId } = mongoose.Types;

const TAG = /^[0-9a-f]{40}$/;

/** The parts in which write responses of one resource differ, as they stand inside of JSON's quotes. */
interface Reported {
  readonly id: string;
  readonly updated: string;
  readonly created: string;
  readonly tag: string;
}

/** A text that all write responses have, and what is reported behind it; nothing behind the last one. */
interface Piece {
  readonly text: string;
  readonly reported: keyof Reported | undefined;
}

/** The values in which write responses differ; they have nothing in common, so whatever differs between two of them is reported. */
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

const compiled = new WeakMap<LinkedResource, { readonly writer: WriteResponseWriter | undefined }>();

/**
 * Writes what a POST answers for a document as JSON: what `representWritten` makes of it, which is text but for an id, two times and a
 * tag. The text is learnt from what that function makes of two examples.
 */
export class WriteResponseWriter {
  private lastTime = NaN;
  private lastDate = '';

  /** None where write responses tell more, or each request has a URL of its own. */
  static of(resource: LinkedResource): WriteResponseWriter | undefined {
    return remembered(compiled, resource, () => ({ writer: WriteResponseWriter.compile(resource) })).writer;
  }

  private static compile(resource: LinkedResource): WriteResponseWriter | undefined {
    const { bandwidthSaver, extraResponseFields, visible, id, item, collection } = resource.definition;
    if (!bandwidthSaver || extraResponseFields.length > 0 || visible.relations.length > 0) return undefined;
    if (id.name !== '_id' || item.path !== '_id' || parametersOf(collection).length > 0) return undefined;
    const writer = new WriteResponseWriter(resource, []);
    const pieces = writer.piecesOf(EXAMPLE);
    const isLearnt = JSON.stringify(pieces) === JSON.stringify(writer.piecesOf(OTHER_EXAMPLE));
    return isLearnt && pieces.length > 0 ? new WriteResponseWriter(resource, pieces) : undefined;
  }

  private constructor(
    private readonly resource: LinkedResource,
    private readonly pieces: readonly Piece[],
  ) {}

  write(out: JsonOutput, document: StoredDocument): void {
    const reported = this.reportedOf(document);
    out.json(reported ? this.fill(reported) : this.textOf(document));
  }

  private fill(reported: Reported): string {
    let text = '';
    for (const piece of this.pieces) text += piece.reported ? piece.text + reported[piece.reported] : piece.text;
    return text;
  }

  private textOf(document: StoredDocument): string {
    return stringifyExactly(representWritten(document, this.resource)) ?? 'null';
  }

  /** Undefined of a document with an id or a tag of another kind. */
  private reportedOf(document: StoredDocument): Reported | undefined {
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

  /** Of the write response of an example with these values; none where not all that is reported can be told apart. */
  private piecesOf(values: StoredDocument): readonly Piece[] {
    const example = { ...addedExamples(this.resource.definition.added), ...values };
    const reported = this.reportedOf(example);
    if (!reported || new Set(Object.values(reported)).size < Object.keys(reported).length) return [];
    const names = Object.keys(reported) as readonly (keyof Reported)[]; // the keys of a literal
    const pieces: Piece[] = [];
    let rest = this.textOf(example);
    for (;;) {
      const found = names.map((name) => ({ name, at: rest.indexOf(reported[name]) })).filter(({ at }) => at !== -1);
      const [first] = found.toSorted((one, other) => one.at - other.at);
      pieces.push({ text: rest.slice(0, first?.at), reported: first?.name });
      if (!first) return pieces;
      rest = rest.slice(first.at + reported[first.name].length);
    }
  }
}
