import { Module } from '@nestjs/common';
import fc, { type Arbitrary } from 'fast-check';
import { withExactNumbers } from '../../src/common/json/with-exact-numbers.js';
import { Field, Resource, ResourceModule } from '../../src/common/resource/index.js';
import { Client } from '../support/client.js';
import { fuzz } from '../support/fuzz.js';
import { startWatchedApp, type WatchedApp } from './watched-app.js';

@Resource({ name: 'free', allowUnknown: true })
class Free {
  @Field.map()
  value?: Readonly<Record<string, unknown>>;
}

@Module({ imports: [ResourceModule.forFeature(Free)] })
class FreeModule {}

/** Any integer of 64 bits, often one around a limit, as its text. */
const integer: Arbitrary<string> = fc
  .oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.constantFrom(0n, 2n ** 31n, -(2n ** 31n) - 1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 63n - 1n),
    fc.maxSafeInteger().map(BigInt),
  )
  .map(String);

/** Any finite double as its text: in the shortest form, with a point or an exponent. */
const double: Arbitrary<string> = fc
  .oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.constantFrom(1, -0, 1e15, 1e16, 1e21, 2 ** 53, 2 ** 63, 5e-324, 1.7976931348623157e308),
  )
  .map((number) => {
    if (Object.is(number, -0)) return '-0.0';
    if (!Number.isInteger(number)) return String(number);
    return Math.abs(number) < 1e16 ? `${number}.0` : number.toExponential();
  });

const text = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((one) => !one.includes('\0'));
const name = fc
  .oneof(text, fc.nat(20).map(String), fc.constantFrom('toJSON', 'constructor', '_id', ''))
  .filter((one) => !/[.]|^\$|^__proto__$|^_bsontype$/.test(one)); // these mean something

/** Any value of JSON that can be stored, as its text. */
const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    integer,
    double,
    text.map((one) => JSON.stringify(one)),
    fc.constantFrom('null', 'true', 'false'),
    fc.array(tie('json'), { maxLength: 4 }).map((elements) => `[${elements.join()}]`),
    fc
      .uniqueArray(fc.tuple(name, tie('json')), { maxLength: 4, selector: ([one]) => one })
      .map((members) => `{${members.map(([one, value]) => `${JSON.stringify(one)}:${value}`).join()}}`),
  ),
}));

/** With the texts of the numbers that JavaScript has not. */
function parse(document: string): { readonly [name: string]: unknown } {
  const value: unknown = withExactNumbers(document, JSON.parse(document), (number) => `number ${number}`);
  return value as { readonly [name: string]: unknown }; // documents are posted
}

describe('any value of JSON', () => {
  let service: WatchedApp;
  let client: Client;

  beforeAll(async () => {
    service = await startWatchedApp([FreeModule]);
    client = new Client(service.url);
  });
  afterEach(() => {
    expect(service.newErrors()).toEqual([]);
  });
  afterAll(() => service.stop());

  fuzz(
    'that is posted to a free field is read back as it was, with the text of its numbers',
    fc.asyncProperty(json, json, async (inside, beside) => {
      const body = `{"value":{"v":${inside}},"beside":${beside}}`;
      const posted = await client.send('POST', '/free', { headers: { 'content-type': 'application/json' }, body });
      expect([posted.status, posted.text]).toEqual([201, expect.any(String)]);
      const { value, beside: other } = parse((await client.get(`/free/${posted.body._id}`)).text);
      expect({ value, beside: other }).toEqual(parse(body));
    }),
    120,
  );
});
