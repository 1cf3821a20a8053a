import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Stands in for npm: notes that it was called, takes its time, and leaves npm's own record behind. */
const FAKE_NPM = `
  const { appendFileSync, copyFileSync, mkdirSync } = require('node:fs');
  appendFileSync('calls', process.argv.slice(2, 3) + '\\n');
  if (process.env.FAIL) process.exit(7);
  setTimeout(() => {
    mkdirSync('node_modules', { recursive: true });
    copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
  }, 300);
`;

describe('scripts/setup.mjs', () => {
  let clone: string;

  beforeEach(() => {
    clone = mkdtempSync(join(tmpdir(), 'evenest-setup-'));
    cpSync(fileURLToPath(new URL('../../scripts', import.meta.url)), join(clone, 'scripts'), { recursive: true });
    write('package.json', JSON.stringify({ engines: { node: '>=20.19' } }));
    lock('1.0.0');
    write('npm-fake.cjs', FAKE_NPM);
    write('calls', '');
  });

  afterEach(() => {
    rmSync(clone, { recursive: true });
  });

  function write(name: string, text: string): void {
    writeFileSync(join(clone, name), text);
  }

  function lock(version: string): void {
    write('package-lock.json', JSON.stringify({ packages: { 'node_modules/a': { version } } }));
  }

  function setup(environment: Record<string, string> = {}): Promise<{ code: number; reported: string }> {
    const env = { PATH: '', TMPDIR: clone, npm_execpath: join(clone, 'npm-fake.cjs'), ...environment };
    return new Promise((resolve) => {
      execFile(process.execPath, [join(clone, 'scripts/setup.mjs')], { cwd: tmpdir(), env }, (error, _, reported) => {
        resolve({ code: error ? Number(error.code) : 0, reported });
      });
    });
  }

  function calls(): string {
    return readFileSync(join(clone, 'calls'), 'utf8');
  }

  it('installs once, says so in one line, and then has nothing to do or say', async () => {
    expect(await setup()).toEqual({ code: 0, reported: 'setup: installing dependencies with npm ci (first start)\n' });
    expect(await setup()).toEqual({ code: 0, reported: '' });
    expect(calls()).toBe('ci\n');
  });

  it('installs again when the lock file changed, not when only its date did', async () => {
    await setup();
    lock('1.0.0');
    await setup();
    expect(calls()).toBe('ci\n');

    lock('2.0.0');
    await setup();
    expect(calls()).toBe('ci\nci\n');
  });

  it('accepts what somebody installed by hand', async () => {
    await setup();
    rmSync(join(clone, 'node_modules/.evenest-setup'));

    expect(await setup()).toEqual({ code: 0, reported: '' });
    expect(calls()).toBe('ci\n');
  });

  it('installs once for two processes that start together', async () => {
    const [first, second] = await Promise.all([setup(), setup()]);

    expect([first.code, second.code]).toEqual([0, 0]);
    expect([first.reported, second.reported].join('')).toContain('setup: another process is at it, waiting\n');
    expect(calls()).toBe('ci\n');
  });

  it('fails in one line when npm does, and tries again next time', async () => {
    expect(await setup({ FAIL: '1' })).toEqual({
      code: 1,
      reported: expect.stringMatching(/\nsetup: npm ci failed \(7\); its own message is above\n$/) as string,
    });
    expect(await setup()).toMatchObject({ code: 0 });
  });

  it('rejects a Node.js that is too old before it does anything', async () => {
    write('package.json', JSON.stringify({ engines: { node: '>=99.1' } }));

    expect(await setup()).toEqual({
      code: 1,
      reported: `setup: Node.js ${process.versions.node} is too old: install 99.1 or newer (https://nodejs.org)\n`,
    });
    expect(calls()).toBe('');
  });
});
