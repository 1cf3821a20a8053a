import fc, { type Arbitrary } from 'fast-check';
import type { FieldDefinition } from '../../src/common/resource/fields/field-definition.js';
import { edgeJson, edgeName, edgeText, toJsonText } from './edge-json.js';
import { documentOf } from './nearly-right.js';

const TYPES = ['application/json', 'application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', 'application/json; charset=utf-16', 'application/jsonp', ';', '']; // prettier-ignore

/** A body and what its sender says it is. */
export interface OddBody {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Bodies that are no JSON, not quite JSON, forms, or not of the type that they say. */
export function oddBodyFor(fields: readonly FieldDefinition[]): Arbitrary<OddBody> {
  const json = documentOf(fields, 3).map((document) => Buffer.from(toJsonText(document)));
  const text = fc.oneof(
    json,
    edgeJson.map((value) => Buffer.from(toJsonText(value))),
  );
  const content = fc.oneof(
    text,
    fc.tuple(text, fc.nat()).map(([bytes, at]) => bytes.subarray(0, at % (bytes.length + 1))),
    fc.tuple(text, fc.nat(), fc.uint8Array({ maxLength: 3 })).map(([bytes, at, noise]) => splice(bytes, at, noise)),
    fc.uint8Array({ maxLength: 40 }),
    formOf(fields).map((form) => Buffer.from(form)),
    multipartOf(fields).map((form) => Buffer.from(form)),
  );
  return fc.record({ type: fc.constantFrom(...TYPES), bytes: content.map((bytes) => Uint8Array.from(bytes)) });
}

function splice(bytes: Buffer, at: number, noise: Uint8Array): Buffer {
  const place = at % (bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, place), noise, bytes.subarray(place)]);
}

function formOf(fields: readonly FieldDefinition[]): Arbitrary<string> {
  const encoded = fc
    .oneof(edgeText, fc.constantFrom('1', 'a', 'true'))
    .map((value) => new URLSearchParams([['', value]]).toString().slice(1));
  const value = fc.oneof(
    { weight: 9, arbitrary: encoded },
    { weight: 1, arbitrary: fc.constantFrom('%', '%zz', '%ff', '%00', '&=', '=') },
  );
  return fc
    .array(fc.tuple(nameOf(fields), value), { maxLength: 4 })
    .map((pairs) => pairs.map((pair) => pair.join('=')).join('&'));
}

function multipartOf(fields: readonly FieldDefinition[]): Arbitrary<string> {
  const part = fc
    .tuple(nameOf(fields), edgeText, fc.constantFrom('', '; filename="a"', '\r\nContent-Type: application/json', '"'))
    .map(([name, value, more]) => `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`);
  return fc
    .tuple(fc.array(part, { maxLength: 3 }), fc.constantFrom('--x--\r\n', '--x\r\n', ''))
    .map(([parts, end]) => parts.join('') + end);
}

function nameOf(fields: readonly FieldDefinition[]): Arbitrary<string> {
  const known = fc.constantFrom(...fields.map(({ name }) => name));
  return fc.oneof(
    { weight: 5, arbitrary: known },
    { weight: 1, arbitrary: edgeName.filter((name) => name.length < 200) },
  );
}
