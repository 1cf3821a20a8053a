import fc from 'fast-check';
import { BadRequest, PayloadTooLarge } from '../errors/api-error.js';
import { parseMultipart } from './parse-multipart.js';

const FIELD = 'Content-Disposition: form-data; name="a"';

/** Lines of a body with the boundary `B`. */
function lines(...texts: readonly string[]): Buffer {
  return Buffer.from(texts.join('\r\n'));
}

function read(body: Buffer): unknown {
  return parseMultipart(body, 'B').map(({ name, content }) => [name, content.toString()]);
}

describe('parseMultipart', () => {
  it.each<[string, Buffer, unknown]>([
    [
      'fields in their order',
      lines('--B', FIELD, '', '1', '--B', FIELD, '', '2', '--B--', ''),
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    ['no field', lines('--B--'), []],
    ['an empty value', lines('--B', FIELD, '', '', '--B--'), [['a', '']]],
    ['a preamble and an epilogue', lines('hello', '--B', FIELD, '', '1', '--B--', 'bye', '--B'), [['a', '1']]],
    ['white space behind a boundary', lines('--B \t', FIELD, '', '1', '--B--'), [['a', '1']]],
    [
      'line breaks and hyphens in a value',
      lines('--B', FIELD, '', '', '--', '--C', '\r--B', '--B--'),
      [['a', '\r\n--\r\n--C\r\n\r--B']],
    ],
    [
      'a header on two lines',
      lines('--B', 'content-disposition:form-data;', ' name=a', '', '1', '--B--'),
      [['a', '1']],
    ],
    [
      'names that are no ASCII',
      lines('--B', 'Content-Disposition: form-data; name="né"', '', '☃', '--B--'),
      [['né', '☃']],
    ],
  ])('reads %s', (_what, body, expected) => {
    expect(read(body)).toEqual(expected);
  });

  it('tells files from fields', () => {
    const body = lines('--B', `${FIELD}; filename=""`, 'Content-Type: text/plain; charset=latin1', '', 'x', '--B--');
    expect(parseMultipart(body, 'B')).toMatchObject([{ name: 'a', isFile: true, charset: 'latin1' }]);
    expect(parseMultipart(lines('--B', FIELD, '', 'x', '--B--'), 'B')).toMatchObject([{ isFile: false }]);
  });

  it.each<[string, Buffer, RegExp]>([
    ['without its boundary', lines('--C', FIELD, '', '1', '--C--'), /its boundary is nowhere in it/],
    ['without its closing boundary', lines('--B', FIELD, '', '1'), /ends without its closing boundary/],
    ['that ends in a boundary', lines('--B', FIELD, '', '1', '--B'), /not followed by a line break/],
    ['with something behind a boundary', lines('--Bx', FIELD, '', '1', '--B--'), /not followed by a line break/],
    ['with bare line feeds', Buffer.from(`--B\n${FIELD}\n\n1\n--B--`), /not followed by a line break/],
    ['with an empty part', lines('--B', '--B--'), /^Part 1 .* has no empty line/],
    ['with a part without content', lines('--B', FIELD, '--B--'), /^Part 1 .* has no empty line/],
    [
      'with a part without headers',
      lines('--B', FIELD, '', '1', '--B', '', '2', '--B--'),
      /^Part 2 .* has no empty line/,
    ],
    ['with a header that is none', lines('--B', FIELD, 'nonsense', '', '1', '--B--'), /^Part 1 .* malformed header/],
    ['with a header twice', lines('--B', FIELD, FIELD, '', '1', '--B--'), /header Content-Disposition twice/],
    ['with a part without a name', lines('--B', 'Content-Disposition: form-data', '', '1', '--B--'), /name="field"/],
    [
      'with a part that is no field',
      lines('--B', 'Content-Disposition: inline; name=a', '', '1', '--B--'),
      /name="field"/,
    ],
    [
      'with an encoded part',
      lines('--B', FIELD, 'Content-Transfer-Encoding: base64', '', 'MQ==', '--B--'),
      /Content-Transfer-Encoding/,
    ],
    ['with huge headers', lines('--B', `${FIELD}; x=${'y'.repeat(20_000)}`, '', '1', '--B--'), /more than 16384 bytes/],
  ])('refuses a body %s', (_what, body, message) => {
    expect(() => read(body)).toThrow(BadRequest);
    expect(() => read(body)).toThrow(message);
  });

  it('refuses more than a thousand parts', () => {
    const parts = (count: number): Buffer =>
      lines(...Array.from({ length: count }, () => `--B\r\n${FIELD}\r\n\r\n1`), '--B--');
    expect(parseMultipart(parts(1000), 'B')).toHaveLength(1000);
    expect(() => parseMultipart(parts(1001), 'B')).toThrow(PayloadTooLarge);
  });

  it('gives back what was written, whatever bytes it is', () => {
    const content = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
    fc.assert(
      fc.property(fc.array(content, { maxLength: 5 }), (contents) => {
        const boundary = 'a boundary that no bytes have by chance';
        const parts = contents.map((bytes) =>
          Buffer.concat([lines(`--${boundary}`, FIELD, '', ''), bytes, lines('', '')]),
        );
        const read = parseMultipart(Buffer.concat([...parts, lines(`--${boundary}--`)]), boundary);
        expect(read.map((part) => part.content)).toEqual(contents);
      }),
    );
  });

  it('reads or refuses any bytes', () => {
    const piece = fc.oneof(fc.constantFrom('--B', '--', '\r\n', FIELD, ': ', '"', ';', ' '), fc.string());
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        try {
          expect(parseMultipart(Buffer.from(`--B${pieces.join('')}`), 'B').length).toBeLessThan(30);
        } catch (error) {
          expect(error).toBeInstanceOf(BadRequest);
        }
      }),
    );
  });
});
