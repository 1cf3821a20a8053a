import { isTimeInReach } from '../../bson/date-beyond.js';
import { MemberIndex, type MemberPlaces } from '../../bson/member-index.js';
import { JsonFragment, type JsonOutput } from '../../json/json-output.js';
import { stringifyExactly } from '../../json/stringify-exactly.js';
import { remembered } from '../../remembered.js';
import type { DateFormat } from '../../dates/date-format.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { servedFieldsOf } from '../definition/server-fields.js';
import { planForms, type FormPlan } from '../document/stored-forms.js';
import type { LazyDocument } from '../document/lazy-document.js';
import { EPOCH } from '../document/stamp.js';
import { DateTexts } from './date-texts.js';
import { etagOf } from '../document/etag.js';
import { declaredNames, representUndeclared } from './represent-undeclared.js';
import { StoredValueWriter } from './stored-value-writer.js';

const COMMA = 0x2c;
const COLON = 0x3a;
const [STRING, ID, DATE, UNDEFINED] = [0x02, 0x07, 0x09, 0x06];
const TWO_TO_32 = 2 ** 32;

/** The members of a document that are written, in the order of the answer. */
export interface WrittenMember {
  /** Its name in the answer. */
  readonly name: string;
  /** Its name in the database. */
  readonly stored: string;
  /** A value as it is stored; a time that every document has; the entity tag. */
  readonly as: 'value' | 'time' | 'tag';
  readonly floats: FormPlan | undefined;
}

interface Step extends WrittenMember {
  readonly key: JsonFragment;
  readonly slot: number;
}

const compiled = new WeakMap<ResourceDefinition, DocumentWriter>();

/**
 * Writes documents of one resource as JSON straight from their bytes: what `representDocument` makes of them, member by
 * member. Compiled once from the definition.
 */
export class DocumentWriter {
  private readonly steps: readonly Step[];
  private readonly index: MemberIndex;
  private readonly slots: { readonly updated: number; readonly tag: number; readonly item: number | undefined };
  private readonly dates: DateFormat;

  static of(definition: ResourceDefinition): DocumentWriter {
    return remembered(compiled, definition, () => new DocumentWriter(definition));
  }

  private constructor(private readonly definition: ResourceDefinition) {
    const { names, policy, item } = definition;
    this.dates = policy.dates;
    const stored = [
      ...new Set([...this.members.map((member) => member.stored), names.etagName, ...itemName(item.path)]),
    ];
    const slotOf = (name: string): number => stored.indexOf(name);
    this.steps = this.members.map((member) => ({
      ...member,
      key: new JsonFragment(`${JSON.stringify(member.name)}:`),
      slot: slotOf(member.stored),
    }));
    this.index = new MemberIndex([...new Set([...stored, ...declaredNames(definition)])]);
    this.slots = {
      updated: slotOf(names.lastUpdatedName),
      tag: slotOf(names.etagName),
      item: item.path.includes('.') ? undefined : slotOf(item.path),
    };
  }

  /** The members that are written, in order; behind undeclared ones, where those are shown. */
  get members(): readonly WrittenMember[] {
    const { visible, fields } = this.definition;
    const floats = planForms(fields);
    const [id, ...added] = servedFieldsOf(this.definition);
    const values = new Set([...(id ? [id.name] : []), ...visible.fields.map(({ name }) => name)]);
    return [
      ...[...values].map((name) => ({ name, stored: name, as: 'value', floats: floats?.members?.get(name) }) as const),
      ...added.map(({ name, as }) => ({ name, stored: name, as, floats: undefined })),
    ];
  }

  /** When it was last written, in milliseconds from the epoch; 0 where nobody recorded it. */
  updatedAt(document: LazyDocument): number {
    return timeAt(document, this.placesOf(document), this.slots.updated);
  }

  /** As `hasTag`. */
  hasTag(document: LazyDocument): boolean {
    return this.placesOf(document).types[this.slots.tag] === STRING;
  }

  /** As `etagOf`. */
  etagOf(document: LazyDocument): string {
    if (!this.hasTag(document)) return etagOf(document.document, this.definition);
    const place = this.placesOf(document).at[this.slots.tag] ?? 0;
    const { bytes } = document;
    return bytes.toString('utf8', place + 4, place + 3 + bytes.readInt32LE(place));
  }

  /** Where the ObjectId of its URL is in its bytes; undefined where the URL ends in anything else. */
  objectIdAt(document: LazyDocument): number | undefined {
    const { at, types } = this.placesOf(document);
    const { item } = this.slots;
    return item !== undefined && types[item] === ID ? at[item] : undefined;
  }

  /** Writes its members without the braces around them, of which there is always one. */
  write(out: JsonOutput, document: LazyDocument): void {
    const places = this.placesOf(document);
    const { bytes } = document;
    const writer = new StoredValueWriter(bytes, out, this.dates);
    const start = out.length;
    if (!places.others) out.json(membersOf(representUndeclared(document.document, this.definition)));
    for (const other of places.others ?? [])
      writeOther(writer, out, { bytes, at: other, isFirst: out.length === start });
    for (const { key, slot, as, floats } of this.steps) {
      const at = places.at[slot] ?? 0;
      const type = places.types[slot] ?? 0;
      if (as === 'value' && (at === 0 || type === UNDEFINED)) continue;
      if (out.length > start) out.byte(COMMA);
      out.fragment(key);
      if (as === 'value') writer.write(type, at, floats);
      else if (as === 'time') out.fragment(DateTexts.of(this.dates).textOf(timeAt(document, places, slot)));
      else if (type === STRING) writer.write(type, at, undefined);
      else out.json(JSON.stringify(etagOf(document.document, this.definition)));
    }
  }

  private placesOf(document: LazyDocument): MemberPlaces {
    return document.locate(this.index, { withOthers: this.definition.allowUnknown });
  }
}

interface OtherMember {
  readonly bytes: Buffer;
  /** Where it begins. */
  readonly at: number;
  readonly isFirst: boolean;
}

function writeOther(writer: StoredValueWriter, out: JsonOutput, { bytes, at, isFirst }: OtherMember): void {
  const type = bytes[at] ?? 0;
  const end = bytes.indexOf(0, at + 1);
  if (type === UNDEFINED) return;
  if (!isFirst) out.byte(COMMA);
  out.string(bytes, at + 1, end);
  out.byte(COLON);
  writer.write(type, end + 1, undefined);
}

/** As `timeOf`. */
function timeAt({ bytes }: LazyDocument, { at, types }: MemberPlaces, slot: number): number {
  if (types[slot] !== DATE) return EPOCH.getTime();
  const place = at[slot] ?? 0;
  const time = bytes.readInt32LE(place + 4) * TWO_TO_32 + bytes.readUInt32LE(place);
  return isTimeInReach(time) ? time : EPOCH.getTime();
}

/** The members of an object as JSON, without the braces. */
function membersOf(value: object): string {
  return (stringifyExactly(value) ?? '{}').slice(1, -1);
}

function itemName(path: string): readonly string[] {
  return path.includes('.') ? [] : [path];
}
