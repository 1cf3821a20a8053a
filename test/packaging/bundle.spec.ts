import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileSources } from '../support/compile-sources.js';
import { tempDirectory } from '../support/temp-directory.js';

const TEXT = `(function (exports, require, module, __filename, __dirname) {
exports.sep = require("node:path").sep; exports.directory = __dirname;
exports.fail = function fail() { throw new TypeError("no"); };
})`;
/** What the third line says is of line 37 of f.ts. */
const MAP = { version: 3, sources: ['../src/f.ts'], names: [], mappings: ';;AAoCA' };
/** Runs the bundle of a directory; reports what it exports, whether its compiled code was taken, and the stack of its error. */
const SCRIPT = `
import { writeFileSync } from 'node:fs';
import { Bundle } from './src/bundle/bundle.js';
const bundle = Bundle.in(process.argv[2]);
const { fail, ...exported } = bundle?.run() ?? {};
const { file, code } = bundle?.compiledCode() ?? {};
if (process.argv[3] === 'keep') writeFileSync(file, code);
let stack;
try { fail?.(); } catch (error) { stack = error.stack; }
console.log(JSON.stringify({ exported, isCompiled: bundle?.isCompiled ?? 'no code', stack }));`;

interface Outcome {
  readonly exported: object;
  readonly isCompiled: boolean | 'no code';
  readonly stack?: string;
}

describe('the bundle', () => {
  const target = tempDirectory();
  const dist = join(target, 'dist');
  const bundle = join(dist, 'service.cjs');

  const runIn = (directory: string, ...then: string[]): Outcome =>
    JSON.parse(
      execFileSync(process.execPath, [join(target, 'run.js'), directory, ...then], { encoding: 'utf8' }),
    ) as Outcome;

  beforeAll(() => {
    compileSources(target, ['src/bundle']);
    writeFileSync(join(target, 'run.js'), SCRIPT);
  });
  beforeEach(() => {
    rmSync(dist, { recursive: true, force: true });
    mkdirSync(dist);
    writeFileSync(bundle, TEXT);
  });

  it('is none where the directory has none', () => {
    expect(runIn(target)).toEqual({ exported: {}, isCompiled: 'no code' });
  });

  it('runs as a module of CommonJS that lies where its file lies', () => {
    expect(runIn(dist)).toMatchObject({ exported: { sep: '/', directory: dist }, isCompiled: 'no code' });
  });

  it('takes the code that was compiled of it', () => {
    runIn(dist, 'keep');

    expect(runIn(dist)).toMatchObject({ exported: { sep: '/' }, isCompiled: true });
  });

  it.each([
    ['of another text', bundle, `${TEXT} `],
    ['that is damaged', `${bundle}.code`, 'no code'],
  ])('runs without code %s', (_what, file, text) => {
    runIn(dist, 'keep');
    writeFileSync(file, text);

    expect(runIn(dist)).toMatchObject({ exported: { sep: '/' }, isCompiled: false });
  });

  it('names the sources in stacks, where its source map knows them', () => {
    const place = `${bundle}:3:`;
    expect(runIn(dist).stack).toContain(place);
    writeFileSync(`${bundle}.map`, JSON.stringify(MAP));
    const { stack } = runIn(dist);

    expect(stack).toMatch(/^TypeError: no\n {4}at /);
    expect(stack).toContain(`(${join(target, 'src/f.ts')}:37:1)`);
    expect(stack).not.toContain(place);
  });
});
