import { METHODS } from 'node:http';
import fc, { type Arbitrary } from 'fast-check';
import { edgeJson, edgeText, toJsonText } from './edge-json.js';

const ID = '507f1f77bcf86cd799439011';
const TAG = 'a'.repeat(40);

/** A request as it goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

const TAGS = [
  '*',
  `"${TAG}"`,
  TAG,
  `W/"${TAG}"`,
  '"',
  '""',
  ',',
  ', ,',
  `"a", "b",${TAG}`,
  '"a\tb"',
  `"${TAG};embedded=x"`,
  'é',
];
const DATES = [
  'Thu, 27 Aug 1970 14:37:13 GMT',
  'garbage',
  '0',
  '-1',
  '9'.repeat(30),
  '2010-01-01',
  'Thu, 99 Aug 2040 99:99:99 GMT',
];
const MEDIA_TYPES = ['application/json', 'application/json; charset=utf-8', 'application/json; charset=latin1', 'APPLICATION/JSON;', 'application/x-www-form-urlencoded', 'multipart/form-data', 'multipart/form-data; boundary=x', 'text/plain', 'application/xml', 'application/problem+json', '*/*', 'a/b;q=', ';;;', '/', 'application/xml;q=0.9, application/json;q=1.1', 'text/html,*/*;q=0.1', 'json']; // prettier-ignore

/** Headers that the service reads, and what could be in them. */
const HEADERS: Readonly<Record<string, readonly string[]>> = {
  'If-Match': TAGS,
  'If-None-Match': TAGS,
  'If-Modified-Since': DATES,
  'If-Unmodified-Since': DATES,
  Accept: MEDIA_TYPES,
  'Accept-Encoding': ['gzip', 'identity;q=0', '*;q=0', 'br;q=x'],
  'Content-Type': MEDIA_TYPES,
  'Content-Encoding': ['gzip', 'identity', 'x'],
  'X-HTTP-Method-Override': ['PATCH', 'put', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'CONNECT', 'x', '', 'PATCH, PUT'],
  Origin: ['http://a.example', 'null', '*', '', 'http://a.example, http://b.example', 'é', 'javascript:alert(1)'],
  'Access-Control-Request-Method': ['PUT', 'x', ''],
  'Access-Control-Request-Headers': ['if-match', 'é', ''],
  'X-Request-Id': ['a', '', 'a b', 'é', '\t', 'x'.repeat(200), '{"a":1}'],
  'X-Forwarded-Host': ['a.example', '', 'é'],
  Expect: ['100-continue', 'x'],
  Range: ['bytes=0-4', 'bytes=-1', 'x'],
  Upgrade: ['websocket', 'h2c'],
  Cookie: ['a=b', ';;'],
  Authorization: ['Basic x', 'Bearer', ''],
};
const ROOTS = [
  'people',
  'specimens',
  'works',
  'publishing/houses',
  'tokens',
  'countries',
  'health',
  'docs',
  'openapi.json',
  '',
];
const SEGMENTS = [ID, ID.toUpperCase(), `${ID}0`, '..', '.', '', '%2e%2e', '%2f', 'a%2fb', '%00', '%', '%zz', '%ff', '%c3%a9', 'x'.repeat(101), 'x'.repeat(9000), '*', ':id', '__proto__', 'constructor', '~', '\\', ';a=b', '@', 'index.html', "'", '"', '<script>']; // prettier-ignore
const QUERIES = ['', '', '', '?', '?where={}', '?%', '?page=2', '?where=%7B%22a%22:1%7D', '#x', '?a?b#c'];
const STRANGE_TARGETS = ['*', '', '//', 'people', 'http://localhost/people', 'http://localhost', 'https://é/people', '/people\\..', 'localhost:80', '///people', '/?/people', '/people?\x7f', '/é']; // prettier-ignore

const header = fc
  .constantFrom(...Object.keys(HEADERS))
  .chain((name) =>
    fc
      .oneof(
        { weight: 5, arbitrary: fc.constantFrom(...(HEADERS[name] ?? [])) },
        { weight: 1, arbitrary: edgeText.map(toFieldValue) },
      )
      .map((value) => [name, value] as const),
  );

const target = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...ROOTS),
        fc.array(fc.constantFrom(...SEGMENTS), { maxLength: 2 }),
        fc.constantFrom(...QUERIES),
      )
      .map(([root, segments, query]) => `/${[root, ...segments].join('/')}${query}`),
  },
  { weight: 1, arbitrary: fc.constantFrom(...STRANGE_TARGETS) },
);

const method = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS') },
  { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
);

const body = fc.oneof(
  fc.constantFrom(
    '',
    '{}',
    '{"lastname":"x"}',
    '[{"lastname":"x"},{}]',
    'lastname=x&age=5',
    'lastname=%zz&__proto__=1',
    '--x\r\n\r\n--x--\r\n',
  ),
  edgeJson.map(toJsonText).filter((text) => text.length < 10_000),
  edgeText,
);

/** A request that is valid HTTP, and nearly one for this service. */
export const httpRequest: Arbitrary<WireRequest> = fc.record({
  method,
  target,
  headers: fc.array(header, { maxLength: 4 }),
  body,
});

/** Bytes that are not, or hardly, HTTP. */
export const brokenRequest: Arbitrary<string> = fc.oneof(
  fc.tuple(httpRequest, fc.constantFrom(...brokenHeads())).map(([request, head]) => toBytes(request, head)),
  fc.tuple(httpRequest, fc.nat(400)).map(([request, length]) => toBytes(request).slice(0, length)),
  fc.tuple(httpRequest, fc.nat(200), edgeText).map(([request, at, noise]) => {
    const text = toBytes(request);
    return text.slice(0, at) + noise + text.slice(at);
  }),
  edgeText,
);

/** A request as text, with a length that fits its body unless `head` says otherwise. */
export function toBytes({ method: verb, target: url, headers, body: content }: WireRequest, head = ''): string {
  const length = head === '' ? [['Content-Length', String(Buffer.byteLength(content))] as const] : [];
  const lines = [['Host', 'localhost'], ['Connection', 'close'], ...headers, ...length].map(
    ([name = '', value = '']) => `${name}: ${value}`,
  );
  return `${verb} ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n${head}\r\n${content}`;
}

function brokenHeads(): readonly string[] {
  return [
    ...['-1', '1e3', 'x', '', '99999999999999999999', '3, 3', '3\r\nContent-Length: 4', '1000'].map(
      (length) => `Content-Length: ${length}\r\n`,
    ),
    ...['chunked', 'gzip', 'chunked, chunked', 'x'].map((coding) => `Transfer-Encoding: ${coding}\r\n`),
    'Transfer-Encoding: chunked\r\nContent-Length: 3\r\n',
    'Host: other\r\n',
    'no colon\r\n',
    ': no name\r\n',
    'a b: c\r\n',
    ' folded\r\n',
    'X: \0\r\n',
    `X: ${'x'.repeat(20_000)}\r\n`,
    'X: y\r\n'.repeat(2500),
  ];
}

/** What a header can say: no line breaks and no control characters. */
function toFieldValue(text: string): string {
  return text.replaceAll(/[^\t\x20-\x7e\x80-\u{10ffff}]/gu, '').slice(0, 3000);
}
