import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { Client, type Answer, type Body } from '../support/client.js';
import { eventually } from '../support/eventually.js';
import { multipart, multipartOf, type Part } from '../support/multipart.js';
import { exchangeBytes, sendBytesAndHangUp } from '../support/raw-http.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

jest.setTimeout(60_000);

const UPLOAD_LIMIT = 300_000;
const TABLE = 'num1,num2,text\n1,4,x\n2,5,\n3,6,x\n';
const JSON_TABLE = { num1: [1, 2, 3], num2: [4, 5, 6] };
const FIGURES = { num1: { mean: 2, min: 1, max: 3 }, num2: { mean: 5, min: 4, max: 6 } };
const NO_FIGURES = { mean: null, min: null, max: null };

interface Issue {
  readonly line: number;
  readonly column?: number;
  readonly message: string;
}

describe('tables', () => {
  let service: TestApp;
  let client: Client;

  beforeAll(async () => {
    service = await startTestApp({
      environment: {
        UPLOAD_LIMIT: String(UPLOAD_LIMIT),
        MAX_UPLOADS: '1',
        REQUEST_TIMEOUT_MS: '600',
        UPLOAD_TIMEOUT_MS: '3000',
        CSV_MAX_COLUMNS: '20',
      },
    });
    client = new Client(service.url);
  });
  afterAll(async () => {
    await service.stop();
  });

  const sendCsv = (path: string, body: string | Uint8Array<ArrayBuffer>, headers = {}): Promise<Answer> =>
    client.send('POST', path, { body, headers: { 'content-type': 'text/csv', ...headers } });
  const sendForm = (path: string, ...parts: readonly Part[]): Promise<Answer> =>
    client.send('POST', path, multipart(...parts));
  const file = (name: string, content: string): Part => [`name="file"; filename="${name}"`, content];
  const issuesIn = ({ body }: Answer, name = 'body'): readonly Issue[] => body._issues[name] as readonly Issue[]; // what is in it is what the tests check
  const columnsOf = ({ columns }: Body): readonly Record<string, unknown>[] =>
    columns as readonly Record<string, unknown>[];

  describe('POST /ml', () => {
    it('answers the example of source system A with its exact body', async () => {
      const { status, text } = await client.post('/ml', JSON_TABLE);
      expect(status).toBe(200);
      expect(text).toBe('{"num1":{"mean":2,"min":1,"max":3},"num2":{"mean":5,"min":4,"max":6}}');
    });

    it('processes a CSV the same way, as a body and as a file of a form', async () => {
      const expected = { ...FIGURES, text: NO_FIGURES };
      const [body, form] = [await sendCsv('/ml', TABLE), await sendForm('/ml', file('a.csv', TABLE))];
      expect([body.status, body.body]).toEqual([200, expected]);
      expect([form.status, form.body]).toEqual([200, expected]);
    });

    it('answers several files by their names; a part without a file name has that of its field', async () => {
      const { status, body } = await sendForm('/ml', file('a.csv', TABLE), ['name="b"', 'x\n1\n3\n']);
      expect(status).toBe(200);
      expect(body).toEqual({ 'a.csv': { ...FIGURES, text: NO_FIGURES }, b: { x: { mean: 2, min: 1, max: 3 } } });
    });

    it('keeps columns and files apart whose names objects have by nature', async () => {
      const { text } = await sendForm('/ml', file('__proto__', '__proto__,constructor\n1,2\n'), file('b', 'x\n1\n'));
      expect(text).toBe(
        '{"__proto__":{"__proto__":{"mean":1,"min":1,"max":1},"constructor":{"mean":2,"min":2,"max":2}},"b":{"x":{"mean":1,"min":1,"max":1}}}',
      );
    });

    it('takes delimiter and header as the client names them', async () => {
      const { body } = await sendCsv('/ml?delimiter=semicolon&header=no', '1;2,5\n3;4\n');
      expect(body).toEqual({ column_1: { mean: 2, min: 1, max: 3 }, column_2: NO_FIGURES });
    });

    it('leaves null where a figure is not finite, and ids that are too large for a number', async () => {
      const { body } = await client.send('POST', '/ml', {
        headers: { 'content-type': 'application/json' },
        body: '{"a":[1.0,null,1e400],"id":[9007199254740993,1,2],"b":[1.5,2.50,-0]}',
      });
      expect(body).toEqual({
        a: { mean: null, min: 1, max: null },
        id: NO_FIGURES,
        b: { mean: 4 / 3, min: 0, max: 2.5 },
      });
    });

    it.each([
      ['a list', [1, 2], /object of columns/],
      ['no column', {}, /no columns/],
      ['columns without values', { a: [], b: [] }, /no values/],
      ['a number for a column', { a: [1], b: 2 }, /"b" must be a list/],
      ['columns of unequal length', { a: [1, 2], b: [1] }, /"b" has 1 values, where the first column has 2/],
      ['a list within a column', { a: [1, [2]] }, /"a" value 2 must be a number/],
      ['an object within a column', { a: [{}] }, /"a" value 1 must be/],
      ['too many columns', Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`c${i}`, [1]])), /CSV_MAX_COLUMNS/],
    ])('rejects JSON that is %s', async (_what, body, message) => {
      const answer = await client.post('/ml', body);
      expect(answer.status).toBe(400);
      expect(answer.body._error.message).toMatch(message);
    });

    it('rejects JSON where it is too large, malformed or gives a name twice, as everywhere', async () => {
      const send = (body: string): Promise<Answer> =>
        client.send('POST', '/ml', { body, headers: { 'content-type': 'application/json' } });
      expect((await send(`{"a":[${'1,'.repeat(600_000)}1]}`)).status).toBe(413);
      expect((await send('{"a":[1,')).status).toBe(400);
      expect((await send('{"a":[1],"a":[2]}')).status).toBe(400);
    });

    it.each([
      ['?delimiter=space', 'delimiter'],
      ['?header=maybe', 'header'],
      ['?header=yes&header=no', 'header'],
      ['?name=x', 'name'],
      ['?nosuch', 'nosuch'],
    ])('rejects %s and names the parameter', async (query, name) => {
      const { status, body } = await sendCsv(`/ml${query}`, TABLE);
      expect([status, Object.keys(body._issues)]).toEqual([400, [name]]);
    });

    it('rejects what is said of CSV where the body is JSON', async () => {
      expect((await client.post('/ml?header=yes', JSON_TABLE)).body._issues).toHaveProperty('header');
    });

    it.each([
      ['application/x-www-form-urlencoded', {}],
      ['application/octet-stream', {}],
      ['text/plain', {}],
      ['application/x-upload', {}],
      ['text/csv; charset=latin1', {}],
      ['text/csv', { 'content-encoding': 'gzip' }],
      ['', {}],
    ])('answers 415 to %j %j', async (type, headers) => {
      const body = new Uint8Array(Buffer.from(TABLE));
      const { status } = await client.send('POST', '/ml', { body, headers: { 'content-type': type, ...headers } });
      expect(status).toBe(415);
    });

    it('takes CSV nowhere else', async () => {
      expect((await sendCsv('/estimations', TABLE)).status).toBe(415);
      expect((await sendCsv('/estimations', TABLE, { 'content-type': 'application/x-upload' })).status).toBe(415);
    });

    it.each([
      ['nothing', '', 1, undefined],
      ['a header alone', 'a,b\n', 2, undefined],
      ['a row too long', 'a,b\n1,2\n1,2,3\n', 3, undefined],
      ['a quote that does not close', 'a,b\n1,"2\n', 2, 2],
      ['a NUL', 'a,b\n1,\0\n', 2, 2],
      ['too many columns', `${'a,'.repeat(20)}a\n1\n`, 1, 21],
    ])('rejects a CSV with %s by line and column', async (_what, csv, line, column) => {
      const answer = await sendCsv('/ml', csv);
      expect(answer.status).toBe(422);
      expect(issuesIn(answer)[0]).toMatchObject({ line, ...(column && { column }) });
      expect(answer.body._error.message).toContain(`line ${line}`);
    });

    it('tells the first 100 issues, of a file under its name', async () => {
      const answer = await sendForm('/ml', file('bad.csv', `a\n${'1,2\n'.repeat(200)}`));
      expect(answer.status).toBe(422);
      expect(issuesIn(answer, 'bad.csv')).toHaveLength(100);
    });

    it.each([
      ['that has no file', multipart()],
      ['that is cut off', multipartOf('--BOUNDARY\r\nContent-Disposition: form-data; name="a"\r\n\r\na\n1\n')],
      ['that is none', multipartOf('nothing')],
      ['without a boundary', { ...multipartOf(''), headers: { 'content-type': 'multipart/form-data' } }],
      ['with two files of one name', multipart(file('a', TABLE), file('a', TABLE))],
    ])('rejects a form %s with 400', async (_what, init) => {
      const { status, body } = await client.send('POST', '/ml', init);
      expect([status, body._status]).toEqual([400, 'ERR']);
    });

    it('rejects a form of too many files', async () => {
      const parts = Array.from({ length: 101 }, (_, index) => file(`f${index}`, 'a\n1\n'));
      expect((await sendForm('/ml', ...parts)).status).toBe(413);
    });
  });

  describe('an upload', () => {
    const HEAD = ['POST /datasets HTTP/1.1', 'Host: x', 'Content-Type: text/csv'];
    const countOf = (): Promise<number> => client.count('/datasets');

    it('is refused 413 by its length alone', async () => {
      const text = await exchangeBytes(
        service.url,
        [...HEAD, `Content-Length: ${2 ** 31}`, 'Connection: close', '', 'a,b\n'].join('\r\n'),
      );
      expect(text).toMatch(/^HTTP\/1\.1 413 /);
      expect(text).toContain('UPLOAD_LIMIT');
    });

    it.each([
      ['as CSV', 'text/csv', ''],
      ['as a form', 'multipart/form-data; boundary=B', '--B\r\nContent-Disposition: form-data; name="a"\r\n\r\n'],
    ])('is refused 413 where it turns out too large, %s', async (_how, type, beginning) => {
      const before = await countOf();
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(Buffer.from(`${beginning}a\n`));
          for (let i = 0; i < 40; i++) controller.enqueue(Buffer.from('1\n'.repeat(5000)));
          controller.close();
        },
      });
      const init = { body: stream, duplex: 'half', headers: { 'content-type': type } } as const;
      const { status } = await client.send('POST', '/datasets', init);
      expect(status).toBe(413);
      expect(await countOf()).toBe(before);
    });

    it('that is cut off leaves nothing, and its place is free again', async () => {
      const before = await countOf();
      await sendBytesAndHangUp(service.url, [...HEAD, 'Content-Length: 1000', '', 'a,b\n1,2\n'].join('\r\n'));
      const { status } = await eventually(
        () => sendCsv('/ml', TABLE),
        (answer) => answer.status !== 503,
      );
      expect(status).toBe(200);
      expect(await countOf()).toBe(before);
    });

    it('that stalls is answered 408', async () => {
      const text = await exchangeBytes(service.url, [...HEAD, 'Content-Length: 1000', '', 'a,b\n1,2\n'].join('\r\n'));
      expect(text).toMatch(/^HTTP\/1\.1 408 /);
    });

    it('may take longer than other requests while it comes, and others wait for their turn', async () => {
      const { hostname, port } = new URL(service.url);
      const socket = connect(Number(port), hostname);
      const chunks: Buffer[] = [];
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.write([...HEAD, 'Transfer-Encoding: chunked', '', ''].join('\r\n'));
      const sendPart = (text: string): void => void socket.write(`${text.length.toString(16)}\r\n${text}\r\n`);
      sendPart('a,b\r\n');
      const busy = await eventually(
        () => sendCsv('/ml', TABLE),
        ({ status }) => status === 503,
      );
      expect(busy.headers.get('retry-after')).toBe('5');
      for (let i = 0; i < 10; i++) {
        await new Promise((resolve) => setTimeout(resolve, 150));
        sendPart(`${i},x\r\n`);
      }
      socket.write('0\r\n\r\n');
      const text = await eventually(
        () => Buffer.concat(chunks).toString(),
        (answer) => answer.includes('"rows"'),
      );
      socket.destroy();
      expect(text).toMatch(/^HTTP\/1\.1 201 /);
      expect(text).toContain('"rows":10');
    });

    it('that drips for ever is answered 408 in the end', async () => {
      const { hostname, port } = new URL(service.url);
      const socket = connect(Number(port), hostname);
      const chunks: Buffer[] = [];
      const closed = new Promise<void>((resolve) => void socket.on('close', resolve));
      socket.on('data', (chunk) => chunks.push(chunk)).on('error', () => undefined);
      socket.write([...HEAD, 'Transfer-Encoding: chunked', '', ''].join('\r\n'));
      const timer = setInterval(() => socket.write('2\r\n1\n\r\n'), 200);
      await closed;
      clearInterval(timer);
      expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 408 /);
    });
  });

  describe('/datasets', () => {
    it('keeps the statistics of a CSV as a resource: list, filter, item, delete', async () => {
      const created = await sendCsv('/datasets?name=numbers', TABLE);
      expect(created.status).toBe(201);
      const path = new URL(created.headers.get('location') ?? '', service.url).pathname;
      expect(path).toBe(`/datasets/${created.body._id}`);

      const item = await client.get(path);
      expect(item.body).toMatchObject({ name: 'numbers', format: 'csv', rows: 3, _id: created.body._id });
      expect(item.headers.get('etag')).toBe(`"${created.body._etag}"`);
      const [num1, , text] = columnsOf(item.body);
      expect(num1).toMatchObject({ name: 'num1', kind: 'integer', count: 3, missing: 0, mean: 2, sd: 1, q25: 1.5, median: 2, q75: 2.5, distinct: 3, quantiles: 'exact', quantile_error: 0 }); // prettier-ignore
      expect(num1?.['histogram']).toMatchObject({ counts: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1] }); // prettier-ignore
      expect(text).toMatchObject({ kind: 'text', count: 2, missing: 1, distinct: 1, top: [{ value: 'x', count: 2 }] });
      expect(text).not.toHaveProperty('mean');
      expect(item.body['correlations']).toEqual({ method: 'pearson', columns: ['num1', 'num2'], values: [[1, 1], [1, 1]], left_out: 0 }); // prettier-ignore

      const where = encodeURIComponent(JSON.stringify({ name: 'numbers', 'columns.kind': 'text' }));
      expect((await client.get(`/datasets?where=${where}`)).body._items).toHaveLength(1);
      expect((await client.put(path, {})).status).toBe(405);
      expect((await client.delete(path, { 'if-match': item.headers.get('etag') ?? '' })).status).toBe(204);
      expect((await client.get(path)).status).toBe(404);
    });

    it('keeps JSON, with the types that it has', async () => {
      const { status, body } = await client.post('/datasets', { truth: [true, false, null], text: ['1', '2', '3'] });
      expect(status).toBe(201);
      expect(body).toMatchObject({ format: 'json', rows: 3 });
      expect(columnsOf(body)).toMatchObject([{ kind: 'boolean', true_count: 1, missing: 1 }, { kind: 'text' }]);
    });

    it('keeps every file of a form under its name', async () => {
      const { status, body } = await sendForm('/datasets', file('a.csv', TABLE), file('b.csv', 'x\n0.1\n0.1\n0.1\n'));
      expect(status).toBe(201);
      expect(body._items.map(({ name }) => name)).toEqual(['a.csv', 'b.csv']);
      expect(columnsOf(body._items[1] ?? body)[0]).toMatchObject({ sd: 0, distinct: 1 });
    });

    it('keeps none of the files where one is not valid', async () => {
      const before = await client.count('/datasets');
      const answer = await sendForm('/datasets', file('a.csv', TABLE), file('b.csv', 'x\n1,2\n'));
      expect(answer.status).toBe(422);
      expect(issuesIn(answer, 'b.csv')).toMatchObject([{ line: 2 }]);
      expect((await sendForm('/datasets?name=one', file('a', TABLE), file('b', TABLE))).body._issues).toHaveProperty(
        'name',
      );
      expect(await client.count('/datasets')).toBe(before);
    });
  });

  describe('the page of a dataset', () => {
    const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';
    const EVIL = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>&amp;`;
    let path: string;

    beforeAll(async () => {
      const quoted = `"${EVIL.replaceAll('"', '""')}"`;
      const name = encodeURIComponent(EVIL);
      const { body } = await sendCsv(`/datasets?name=${name}&header=yes`, `${quoted},n\n${quoted},1\n"\u0001",2\n`);
      path = `/datasets/${body._id}`;
    });

    it('is what a browser gets, with plots as SVG', async () => {
      const { status, headers, text } = await client.get(path, { accept: BROWSER });
      expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(headers.get('vary')).toMatch(/\bAccept\b/);
      expect(text).toMatch(/^<!doctype html>/);
      expect(text.match(/<svg/g)).toHaveLength(3); // a histogram, and the top values of two columns
      expect(text).toContain('aria-label="Histogram of n"');
      expect(text).toContain('<th>median</th><td>1.5</td>');
    });

    it('runs nothing and loads nothing, whatever the data say', async () => {
      const { headers, text } = await client.get(path, { accept: BROWSER });
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]+=*'; /);
      const style = /<style>([^]*?)<\/style>/.exec(text)?.[1] ?? '';
      expect(policy).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
      expect(text).not.toMatch(/<script|<img|\sstyle=|\son\w+="/i);
      expect(text).not.toContain('\u0001');
      const escaped = '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img src=x onerror=alert(2)&gt;&amp;amp;';
      expect(text).toContain(`<title>${escaped}</title>`);
      expect(text).toContain(`<h2>${escaped}</h2>`);
      expect(text).toContain(`<title>${escaped}: 1</title>`);
      const tags = new Set([...text.matchAll(/<([a-z\d]+)/g)].map(([, tag]) => tag));
      expect([...tags].sort()).toEqual(
        ['body', 'div', 'g', 'h1', 'h2', 'head', 'html', 'line', 'meta', 'p', 'rect', 'section', 'style', 'svg', 'table', 'td', 'text', 'th', 'title', 'tr'], // prettier-ignore
      );
    });

    it('is JSON to everyone else, and in lists', async () => {
      for (const accept of ['*/*', 'application/json', 'application/json, text/html;q=0.9']) {
        expect((await client.get(path, { accept })).headers.get('content-type')).toBe('application/json');
      }
      expect((await client.get(path, { accept: 'application/xml' })).headers.get('content-type')).toContain('xml');
      expect((await client.get('/datasets', { accept: 'text/html' })).headers.get('content-type')).toBe(
        'application/json',
      );
      const missing = await client.get('/datasets/5f0000000000000000000000', { accept: BROWSER });
      expect([missing.status, missing.text.includes('<html')]).toEqual([404, false]);
    });

    it('has an entity tag of its own: what a browser has in JSON is not shown for it', async () => {
      const [json, page] = [await client.get(path), await client.get(path, { accept: BROWSER })];
      const [jsonTag, pageTag] = [json, page].map(({ headers }) => headers.get('etag') ?? '');
      expect(pageTag).not.toBe(jsonTag);
      const ask = async (accept: string, tag = ''): Promise<number> =>
        (await client.get(path, { accept, 'if-none-match': tag })).status;
      expect(await ask(BROWSER, pageTag)).toBe(304);
      expect(await ask(BROWSER, jsonTag)).toBe(200);
      expect(await ask('application/json', jsonTag)).toBe(304);
      expect(await ask('application/json', pageTag)).toBe(200);
    });

    it('shows what a projection leaves', async () => {
      const { status, text } = await client.get(`${path}?projection={"name":1}`, { accept: BROWSER });
      expect(status).toBe(200);
      expect(text).not.toContain('<svg');
    });
  });
});
