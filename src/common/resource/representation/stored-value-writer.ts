import { isTimeInReach } from '../../bson/date-beyond.js';
import { decodeValue } from '../../bson/decode-document.js';
import { SeenHashes } from '../../bson/seen-hashes.js';
import { valueLength } from '../../bson/value-length.js';
import type { JsonOutput } from '../../json/json-output.js';
import { stringifyExactly } from '../../json/stringify-exactly.js';
import type { DateFormat } from '../../dates/date-format.js';
import { toStoredForms, type FormPlan } from '../document/stored-forms.js';
import { DateTexts } from './date-texts.js';
import { representValue, wholeDouble } from '../document/represent-value.js';

const COMMA = 0x2c;
const COLON = 0x3a;
const DOLLAR = 0x24;
const LENGTH = 4;
const UNDEFINED = 0x06;
const TWO_TO_32 = 2 ** 32;

/**
 * Writes values of one document's bytes as JSON, as `representValue` shows them and without making them first. What is rare
 * is decoded and goes through `representValue` itself.
 */
export class StoredValueWriter {
  private readonly dateTexts: DateTexts;

  constructor(
    private readonly source: Buffer,
    private readonly out: JsonOutput,
    private readonly dates: DateFormat,
  ) {
    this.dateTexts = DateTexts.of(dates);
  }

  /** Writes the value of a type that begins at a place. */
  write(type: number, at: number, floats: FormPlan | undefined): void {
    const { source, out } = this;
    switch (type) {
      case 0x01:
        this.double(source.readDoubleLE(at));
        return;
      case 0x02:
        out.string(source, at + LENGTH, at + LENGTH + source.readInt32LE(at) - 1);
        return;
      case 0x03:
        this.document(at, floats);
        return;
      case 0x04:
        this.list(at, floats);
        return;
      case 0x07:
        out.hex(source, at, at + 12);
        return;
      case 0x08:
        out.ascii(source[at] === 1 ? 'true' : 'false');
        return;
      case 0x09:
        this.date(at);
        return;
      case 0x0a:
        out.ascii('null');
        return;
      case 0x10:
        this.integer(source.readInt32LE(at), floats);
        return;
      case 0x12:
        this.long(at, floats);
        return;
      default:
        this.decoded(type, at, floats);
    }
  }

  private double(value: number): void {
    if (Number.isInteger(value)) this.out.ascii(wholeDouble(value));
    else this.out.ascii(Number.isFinite(value) ? String(value) : 'null');
  }

  private integer(value: number, floats: FormPlan | undefined): void {
    if (floats?.isFloat === true) this.out.ascii(wholeDouble(value));
    else this.out.integer(value);
  }

  private long(at: number, floats: FormPlan | undefined): void {
    const value = this.readLong(at);
    if (Number.isSafeInteger(value)) this.integer(value, floats);
    else this.out.ascii(String(this.source.readBigInt64LE(at)));
  }

  private date(at: number): void {
    const time = this.readLong(at);
    if (isTimeInReach(time)) this.out.fragment(this.dateTexts.textOf(time));
    else this.decoded(0x09, at, undefined);
  }

  /** Exact up to 2^53. */
  private readLong(at: number): number {
    return this.source.readInt32LE(at + 4) * TWO_TO_32 + this.source.readUInt32LE(at);
  }

  private list(at: number, floats: FormPlan | undefined): void {
    const { source, out } = this;
    out.byte(0x5b);
    let index = 0;
    let place = at + LENGTH;
    for (let type = source[place]; type; type = source[place]) {
      place += 1;
      while (source[place]) place += 1;
      if (index > 0) out.byte(COMMA);
      if (type === UNDEFINED) out.ascii('null');
      else this.write(type, place + 1, floats && (floats.elements?.[index] ?? floats.items));
      place += 1 + valueLength(source, type, place + 1);
      index += 1;
    }
    out.byte(0x5d);
  }

  /** One with two members of a name, or with names that mean something, is decoded. */
  private document(at: number, floats: FormPlan | undefined): void {
    const { source, out } = this;
    const before = out.length;
    const names = new SeenHashes();
    let isFirst = true;
    out.byte(0x7b);
    let place = at + LENGTH;
    for (let type = source[place]; type; type = source[place]) {
      const start = place + 1;
      let end = start;
      let hash = 0;
      for (let byte = source[end]; byte; byte = source[end]) {
        hash = (hash * 31 + byte) | 0;
        end += 1;
      }
      if (source[start] === DOLLAR || !names.add(hash)) {
        out.rewind(before);
        this.decoded(0x03, at, floats);
        return;
      }
      if (type !== UNDEFINED) {
        if (!isFirst) out.byte(COMMA);
        isFirst = false;
        out.string(source, start, end);
        out.byte(COLON);
        this.write(type, end + 1, floats && this.planOf(floats, start, end));
      }
      place = end + 1 + valueLength(source, type, end + 1);
    }
    out.byte(0x7d);
  }

  private planOf({ members, others }: FormPlan, start: number, end: number): FormPlan | undefined {
    return members?.get(this.source.toString('utf8', start, end)) ?? others;
  }

  private decoded(type: number, at: number, floats: FormPlan | undefined): void {
    const value = toStoredForms(decodeValue(this.source, type, at), floats);
    this.out.json(stringifyExactly(representValue(value, this.dates)) ?? 'null');
  }
}
