import fc from 'fast-check';
import mongoose from 'mongoose';
import { EVERY_BSON_TYPE } from '../../../../test/fixtures/every-bson-type.js';
import { loadSettings } from '../../../config/load-settings.js';
import { readDocument } from '../../bson/lossless-reading.js';
import { DirectBody } from '../../json/direct-body.js';
import { stringifyExactly } from '../../json/stringify-exactly.js';
import { defineResource } from '../definition/define-resource.js';
import { Field } from '../definition/field.decorator.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { Resource } from '../definition/resource.decorator.js';
import { LazyDocument } from '../document/lazy-document.js';
import { parseItemQuery } from '../query/parse-list-query.js';
import { DEFAULT_QUERY_SETTINGS } from '../query/query-settings.js';
import { itemBody } from './item-body.js';

function define(options: { readonly name: string; readonly allowUnknown: boolean }): ResourceDefinition {
  @Resource({ ...options, hidden: ['secret'] })
  class Measured {
    @Field.string()
    title?: string;

    @Field.float()
    ratio?: number;

    @Field.list<number>({ type: 'float' })
    ratios?: readonly number[];

    @Field.string()
    secret?: string;

    @Field.map()
    d?: Readonly<Record<string, unknown>>;
  }

  return defineResource(Measured, loadSettings({}, []));
}

const open = define({ name: 'open', allowUnknown: true });
const closed = define({ name: 'closed', allowUnknown: false });

const TEXTS = [
  '',
  'plain',
  'quote " and \\',
  'line\nend\u2028\u0000\u001f\u007f',
  'é',
  '日本',
  '𝄞',
  'x'.repeat(40_000) + '"é',
];
const NUMBERS = [0, -0, 1, -1, 0.1, 1e21, 1e300, 2 ** 31, -(2 ** 31), 2 ** 53, NaN, Infinity];
const { Double, Int32, Long } = mongoose.mongo.BSON;

const leaf = fc.oneof(
  fc.constantFrom(...EVERY_BSON_TYPE.values()),
  fc.constantFrom(...TEXTS),
  fc.constantFrom(...NUMBERS.map((number) => new Double(number))),
  fc.integer().map((number) => new Int32(number)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((number) => Long.fromBigInt(number)),
  fc.date({ noInvalidDate: true }),
  fc.string({ unit: 'binary' }),
);

const { document } = fc.letrec<{ value: unknown; document: ReadonlyMap<string, unknown> }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 4 }), tie('document')),
  document: membersOf(['a', 'b', '10', '9', '', 'é', '__proto__', 'toJSON', '$ref', '$id', 'a.b'], tie('value')),
}));

const NAMES = [
  'title',
  'ratio',
  'ratios',
  'secret',
  'd',
  '_updated',
  '_created',
  '_etag',
  '_links',
  'other',
  '7',
  '3',
  '__proto__',
];

/** Members in any order; of a name there is one. */
function membersOf(
  names: readonly string[],
  values: fc.Arbitrary<unknown>,
): fc.Arbitrary<ReadonlyMap<string, unknown>> {
  const member = fc.tuple(fc.constantFrom(...names), values);
  return fc.uniqueArray(member, { maxLength: 8, selector: ([name]) => name }).map((all) => new Map(all));
}

function toBytes(members: ReadonlyMap<string, unknown>): Buffer {
  return Buffer.from(mongoose.mongo.BSON.serialize(new Map([['_id', new mongoose.Types.ObjectId()], ...members])));
}

function bodyOf(bytes: Buffer, definition: ResourceDefinition): DirectBody {
  const read = new LazyDocument(bytes, (own) => readDocument(own));
  const resource = { definition, url: definition.url, findRelated: () => ({ definition }) };
  const query = parseItemQuery('', { settings: DEFAULT_QUERY_SETTINGS, fields: definition.fields });
  const body = itemBody({ document: read, embedded: [] }, resource, query);
  if (!(body instanceof DirectBody)) throw new Error('The document was made before it was written.');
  return body;
}

describe('a document that is written straight from its bytes', () => {
  it.each([open, closed])('is the one that would be shown else, whatever is in it ($name)', (definition) => {
    fc.assert(
      fc.property(membersOf(NAMES, fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), document)), (members) => {
        const body = bodyOf(toBytes(members), definition);
        expect(body.toJsonText(Infinity)).toBe(stringifyExactly(body.value));
      }),
      { seed: 1, numRuns: 250 },
    );
  });

  it('has the last of several members of one name, as every reader of it', () => {
    const bytes = Buffer.from(mongoose.mongo.BSON.serialize({ _id: 1, d: { aa: 1, ab: 2 }, xa: 1, xb: 2 }));
    for (const name of ['ab', 'xb']) bytes.write(name.replace('b', 'a'), bytes.indexOf(`${name}\0`));
    const body = bodyOf(bytes, open);
    expect(JSON.parse(body.toJsonText(Infinity))).toMatchObject({ xa: 2, d: { aa: 2 } });
    expect(body.toJsonText(Infinity).match(/"xa"|"aa"/g)).toHaveLength(2);
  });
});
