import { spawn, type ChildProcess } from 'node:child_process';
import { copyFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from '../support/client.js';
import { compileSources } from '../support/compile-sources.js';
import { eventually } from '../support/eventually.js';
import { tempDirectory } from '../support/temp-directory.js';
import { dropDatabase, testDatabaseUri } from '../support/test-database.js';

jest.setTimeout(120_000);

const ROOT = join(import.meta.dirname, '../..');
const DATA = 'src/estimations/predictor/bsr-reference.csv';

describe('a service with a domain document', () => {
  const mongoUri = testDatabaseUri();
  const target = tempDirectory();
  const path = join(target, 'domain.yaml');
  let child: ChildProcess;
  let lines: string[];
  let ended: Promise<number | null>;

  beforeAll(() => {
    compileSources(target, ['src']);
    copyFileSync(join(ROOT, DATA), join(target, DATA));
    copyFileSync(join(ROOT, 'package.json'), join(target, 'package.json'));
  });
  afterEach(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  afterAll(() => dropDatabase(mongoUri));

  function start(document: string, environment: Readonly<Record<string, string>> = {}): void {
    writeFileSync(path, document);
    const settings = { PORT: '0', MONGO_URI: mongoUri, DOMAIN_FILE: path, ...environment };
    child = spawn(process.execPath, [join(target, 'src/main.js')], { cwd: target, env: settings });
    lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface(stream).on('line', (line) => void lines.push(line));
    }
    ended = new Promise((resolve) => void child.once('exit', resolve));
  }

  async function listening(): Promise<Client> {
    const url = await eventually(
      () => /http:\/\/127\.0\.0\.1:\d+/.exec(lines.join('\n'))?.[0],
      (found) => found !== undefined || child.exitCode !== null,
    );
    if (url === undefined) throw new Error(lines.join('\n'));
    return new Client(url);
  }

  function logged(text: string): Promise<string> {
    return eventually(
      () => lines.join('\n'),
      (all) => all.includes(text),
    );
  }

  it('serves what the document says when it is changed, on the same port and the same documents', async () => {
    start('{RESOURCE_METHODS: [GET, POST], DOMAIN: {people: {schema: {name: {type: string}}}}}');
    const client = await listening();
    const { path: ann } = await client.create('/people', { name: 'Ann' });

    writeFileSync(
      path,
      '{RESOURCE_METHODS: [GET, POST], DOMAIN: {people: {schema: {name: {maxlength: 2}}}, works: {schema: {title: {}}}}}',
    );
    await logged('is served now');

    expect((await client.get(ann)).body['name']).toBe('Ann');
    expect((await client.post('/people', { name: 'Bob' })).body._issues).toEqual({ name: 'max length is 2' });
    expect((await client.get('/works')).status).toBe(200);
  });

  it('goes on as it was while the document has mistakes, and reports them', async () => {
    start('DOMAIN: {people: {}}');
    const client = await listening();

    writeFileSync(path, 'DOMAIN: {works: {url: 5}}');
    const log = await logged('the service goes on as it was');

    expect(log).toContain('works.url: must be a path without a slash in front, not 5');
    expect((await client.get('/people')).status).toBe(200);
    expect((await client.get('/works')).status).toBe(404);
  });

  it('goes on as it was while the document names no resource, and says so', async () => {
    start('DOMAIN: {people: {}}');
    const client = await listening();

    writeFileSync(path, '{"DOMAIN": {}}');
    const log = await logged('the service goes on as it was');

    expect(log).toContain('DOMAIN: names no resource, so nothing would be served');
    expect((await client.get('/people')).status).toBe(200);
  });

  it('notices a document that is replaced by another file', async () => {
    start('DOMAIN: {people: {}}');
    const client = await listening();

    writeFileSync(`${path}.new`, 'DOMAIN: {works: {}}');
    renameSync(`${path}.new`, path);
    await logged('is served now');

    expect((await client.get('/works')).status).toBe(200);
    expect((await client.get('/people')).status).toBe(404);
  });

  it('is read again on SIGHUP, also where it is not watched, and while the service goes on as it was', async () => {
    start('DOMAIN: {people: {}}', { WATCH_DOMAIN: 'false' });
    const client = await listening();

    writeFileSync(path, 'DOMAIN: {works: {url: 5}}');
    child.kill('SIGHUP');
    await logged('the service goes on as it was');
    expect((await client.get('/people')).status).toBe(200);

    writeFileSync(path, 'DOMAIN: {works: {}}');
    for (let count = 0; count < 10; count++) child.kill('SIGHUP');
    await logged('is served now');
    expect((await client.get('/works')).status).toBe(200);
    expect((await client.get('/people')).status).toBe(404);
  });

  it('reports what a change needs a restart for', async () => {
    start('DOMAIN: {people: {}}');
    await listening();

    writeFileSync(path, '{LOG_LEVEL: debug, DOMAIN: {people: {}}}');

    expect(await logged('is served now')).toContain('LOG_LEVEL has changed, which takes a restart.');
  });

  it('ends when it is asked to after a change', async () => {
    start('DOMAIN: {people: {}}');
    const client = await listening();
    writeFileSync(path, 'DOMAIN: {works: {}}');
    await logged('is served now');
    expect((await client.get('/works')).status).toBe(200);

    child.kill('SIGTERM');

    expect(await ended).toBe(0);
  });

  it('does not start with mistakes, and reports all of them without a stack', async () => {
    start('{VERSIONING: true, DOMAIN: {contacts: {schema: {ref: {type: string, minlength: no}}}}}');

    expect(await ended).toBe(1);
    expect(lines).toEqual([
      'VERSIONING: not supported yet; remove it',
      'contacts.schema.ref.minlength: must be an integer, 0 or more, not "no"',
    ]);
  });

  it.each([
    ['estimations: {}', 'Two resources are called estimations.'],
    ['ranks: {url: estimations}', 'Two resources want the URL /estimations: ranks and estimations.'],
  ])('does not start with %s beside the built-in resources', async (resource, mistake) => {
    start(`{BUILTIN_RESOURCES: true, LOG_LEVEL: silent, DOMAIN: {${resource}}}`);

    expect(await ended).toBe(1);
    expect(lines).toEqual([mistake]);
  });
});
